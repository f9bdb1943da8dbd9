using System.Buffers;
using System.Text;

namespace Images.Reporting.Html;

/// <summary>Writes HTML whose text and attributes cannot become anything else.</summary>
internal sealed class HtmlWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create([
        .. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(IsSpecial),
    ]);

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

    private void Escape(ReadOnlySpan<char> content)
    {
        while (content.IndexOfAny(Special) is >= 0 and var special)
        {
            text.Append(content[..special]);
            var isPair = special + 1 < content.Length && char.IsSurrogatePair(content[special], content[special + 1]);
            text.Append(isPair ? content.Slice(special, 2) : Escaped(content[special]));
            content = content[(special + (isPair ? 2 : 1))..];
        }

        text.Append(content);
    }

    private static string Escaped(char character) =>
        character switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ => "\ufffd",
        };

    // Besides what is markup: controls, halves of pairs, and what turns the direction of what follows.
    private static bool IsSpecial(char character) =>
        character is '&' or '<' or '>' or '"' or '\''
        || (char.IsControl(character) && character is not ('\n' or '\t'))
        || char.IsSurrogate(character)
        || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f';
}
