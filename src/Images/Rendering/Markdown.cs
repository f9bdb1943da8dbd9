using System.Text;

namespace Images.Rendering;

/// <summary>Puts any text into GitHub's Markdown without it becoming markup.</summary>
public static class Markdown
{
    private const string Punctuation = "\\`*_{}[]()#+-.!|~<>&@$\"'";

    /// <summary>Escapes text for a line, also within a table.</summary>
    /// <param name="text">One line.</param>
    /// <returns>Markdown that shows the text.</returns>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            switch (character)
            {
                case '<':
                    result.Append("&lt;");
                    break;
                case '&':
                    result.Append("&amp;");
                    break;
                // A dot or hyphen inside a word is never markup; names stay readable in the source.
                case '.' or '-' or '(' or ')' or '\'' or '"' when result.Length > 0:
                    result.Append(character);
                    break;
                default:
                    if (Punctuation.Contains(character, StringComparison.Ordinal))
                    {
                        result.Append('\\');
                    }

                    result.Append(character);
                    break;
            }
        }

        return result.ToString();
    }

    /// <summary>Escapes text of others for a page that is sent to people: nobody is called by it, and numbers of issues stay links.</summary>
    /// <param name="text">Any text; line breaks become blanks.</param>
    /// <returns>Markdown that shows the text.</returns>
    public static string Text(string text) =>
        Escape(text.ReplaceLineEndings(" "))
            .Replace("\\@", "@&#8203;", StringComparison.Ordinal)
            .Replace("\\#", "#", StringComparison.Ordinal)
            .Replace("\\+", "+", StringComparison.Ordinal);

    /// <summary>Writes text as a code span.</summary>
    /// <param name="text">One line.</param>
    /// <returns>Markdown; also good within a table.</returns>
    public static string Code(string text)
    {
        var fence = new string('`', LongestRun(text) + 1);
        var pad = text.StartsWith('`') || text.EndsWith('`') ? " " : string.Empty;
        return $"{fence}{pad}{text.Replace("|", "\\|", StringComparison.Ordinal)}{pad}{fence}";
    }

    /// <summary>Writes lines as a fenced block.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>Lines that end in LF.</returns>
    public static string Block(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}text\n{text}\n{fence}\n";
    }

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
