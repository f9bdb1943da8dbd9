using System.Globalization;
using System.Text;

namespace Images.Engines;

/// <summary>Makes text that comes from a container safe to print: on a terminal, in a CI log, in a file.</summary>
/// <remarks>
/// Escape sequences are dropped, other control characters become visible (<c>^G</c>, <c>&lt;U+202E&gt;</c>), unpaired
/// surrogates become U+FFFD, and what GitHub, Azure Pipelines or TeamCity would take as a command is broken with a space.
/// A lone carriage return ends a line, so that nothing can be overwritten.
/// </remarks>
public static class ContainerText
{
    /// <summary>Makes text of several lines harmless. Lines end in LF; tabs stay.</summary>
    /// <param name="text">What the container wrote.</param>
    /// <returns>The text; applying this again changes nothing.</returns>
    public static string Harmless(string text)
    {
        var clean = WithoutControls(text);
        var result = new StringBuilder(clean.Length);
        var first = true;
        foreach (var line in clean.Split('\n'))
        {
            if (!first)
            {
                result.Append('\n');
            }

            first = false;
            result.Append(WithoutCommands(line));
        }

        return result.ToString();
    }

    /// <summary>Makes text harmless and puts it on one line: breaks and tabs become single spaces, the ends are trimmed.</summary>
    /// <param name="text">What the container wrote.</param>
    /// <returns>One line, possibly empty.</returns>
    public static string HarmlessLine(string text)
    {
        var words = WithoutControls(text).Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return WithoutCommands(string.Join(' ', words));
    }

    /// <summary>Cuts a line to a number of characters, never inside a surrogate pair.</summary>
    /// <param name="line">The line.</param>
    /// <param name="length">The most UTF-16 units to return, at least 3.</param>
    /// <returns>The line, or its start and <c>...</c>.</returns>
    public static string Shorten(string line, int length)
    {
        if (line.Length <= length)
        {
            return line;
        }

        var end = length - 3;
        if (end > 0 && char.IsHighSurrogate(line[end - 1]))
        {
            end--;
        }

        return string.Concat(line.AsSpan(0, end), "...");
    }

    /// <summary>Takes the last lines of a text, each cut to a length.</summary>
    /// <param name="text">The text; a final line end counts for nothing.</param>
    /// <param name="lines">The most lines to return.</param>
    /// <param name="length">The most UTF-16 units of each line.</param>
    /// <returns>The lines in order; empty when the text is.</returns>
    public static IReadOnlyList<string> Tail(string text, int lines, int length)
    {
        var trimmed = text.TrimEnd('\n');
        return trimmed.Length == 0 ? [] : [.. trimmed.Split('\n').TakeLast(lines).Select(line => Shorten(line, length))];
    }

    private static string WithoutControls(string text)
    {
        var result = new StringBuilder(text.Length);
        var index = 0;
        while (index < text.Length)
        {
            var skipped = EscapeSequence.LengthAt(text, index);
            if (skipped > 0)
            {
                index += skipped;
                continue;
            }

            index += AppendVisible(result, text, index);
        }

        return result.ToString();
    }

    private static int AppendVisible(StringBuilder result, string text, int index)
    {
        var character = text[index];
        switch (character)
        {
            case '\n' or '\t':
                result.Append(character);
                return 1;
            case '\r':
                result.Append('\n');
                return index + 1 < text.Length && text[index + 1] == '\n' ? 2 : 1;
            case < ' ':
                result.Append('^').Append((char)(character + '@'));
                return 1;
            case '\u007f':
                result.Append("^?");
                return 1;
        }

        if (char.IsSurrogatePair(text, index))
        {
            result.Append(text, index, 2);
            return 2;
        }

        if (char.IsSurrogate(character) || character is '\ufffe' or '\uffff')
        {
            result.Append('\ufffd');
        }
        else if (IsDeceptive(character))
        {
            result.Append(CultureInfo.InvariantCulture, $"<U+{(int)character:X4}>");
        }
        else
        {
            result.Append(character);
        }

        return 1;
    }

    // C1 controls, line and paragraph separators, marks that reorder what is shown, and the byte order mark.
    private static bool IsDeceptive(char character) =>
        character
            is (>= '\u0080' and <= '\u009f')
                or (>= '\u2028' and <= '\u202e')
                or (>= '\u2066' and <= '\u2069')
                or '\u200e'
                or '\u200f'
                or '\u061c'
                or '\ufeff';

    // A GitHub runner takes '::name' at the start of a line, after any white space, and '##[name]' anywhere in it;
    // Azure Pipelines takes '##vso[', TeamCity '##teamcity['.
    private static string WithoutCommands(string line)
    {
        var start = 0;
        while (start < line.Length && char.IsWhiteSpace(line[start]))
        {
            start++;
        }

        if (line.AsSpan(start).StartsWith("::", StringComparison.Ordinal))
        {
            line = string.Concat(line.AsSpan(0, start), ": ", line.AsSpan(start + 1));
        }

        return line.Replace("##[", "# #[", StringComparison.Ordinal)
            .Replace("##vso[", "# #vso[", StringComparison.OrdinalIgnoreCase)
            .Replace("##teamcity[", "# #teamcity[", StringComparison.OrdinalIgnoreCase);
    }
}
