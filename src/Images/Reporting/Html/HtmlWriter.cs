using System.Text;

namespace Images.Reporting.Html;

/// <summary>Writes HTML whose text and attributes cannot become anything else.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder text = new();
    private readonly Stack<string> open = new();

    /// <summary>Begins an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Name and value; one without a value is left out.</param>
    /// <returns>This.</returns>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        open.Push(tag);
        return this;
    }

    /// <summary>Ends the innermost element.</summary>
    /// <returns>This.</returns>
    public HtmlWriter Close()
    {
        text.Append("</").Append(open.Pop()).Append('>');
        return this;
    }

    /// <summary>Writes an element that has no content, such as an image.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Name and value; one without a value is left out.</param>
    /// <returns>This.</returns>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        return this;
    }

    /// <summary>Writes an element with text in it.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="content">The text.</param>
    /// <param name="attributes">Name and value; one without a value is left out.</param>
    /// <returns>This.</returns>
    public HtmlWriter Element(string tag, string content, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(content).Close();

    /// <summary>Writes text.</summary>
    /// <param name="content">The text; what HTML cannot carry becomes U+FFFD.</param>
    /// <returns>This.</returns>
    public HtmlWriter Text(string content)
    {
        Escape(content);
        return this;
    }

    /// <summary>Ends a line, for those who read the source.</summary>
    /// <returns>This.</returns>
    public HtmlWriter Line()
    {
        text.Append('\n');
        return this;
    }

    /// <summary>Writes what is HTML already, and of our own making.</summary>
    /// <param name="html">The HTML.</param>
    /// <returns>This.</returns>
    public HtmlWriter Own(string html)
    {
        text.Append(html);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private void Start(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        text.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                text.Append(' ').Append(name).Append("=\"");
                Escape(value);
                text.Append('"');
            }
        }

        text.Append('>');
    }

    private void Escape(string content)
    {
        foreach (var rune in content.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    text.Append("&amp;");
                    break;
                case '<':
                    text.Append("&lt;");
                    break;
                case '>':
                    text.Append("&gt;");
                    break;
                case '"':
                    text.Append("&quot;");
                    break;
                case '\'':
                    text.Append("&#39;");
                    break;
                case '\n' or '\t':
                    text.Append((char)rune.Value);
                    break;
                // Controls, and what turns the direction of what follows.
                case < ' ' or (>= 0x7F and <= 0x9F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F:
                    text.Append('\ufffd');
                    break;
                default:
                    text.Append(rune.ToString());
                    break;
            }
        }
    }
}
