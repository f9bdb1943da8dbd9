using System.Text;

namespace Images.Testing.Structure;

/// <summary>Reads a file with variables, <c>NAME=VALUE</c> a line, as the original's library does.</summary>
internal static class VariableFile
{
    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="outside">Finds a variable that the text does not define before it uses it.</param>
    /// <returns>The variables; null when the text is none of the kind, of which the original then takes nothing.</returns>
    public static IReadOnlyDictionary<string, string>? Parse(string text, Func<string, string?> outside)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = text.ReplaceLineEndings("\n").AsSpan();
        while (Statement(rest) is { Length: > 0 } statement)
        {
            var name = Name(ref statement);
            if (name is null || Value(ref statement, variables, outside) is not { } value)
            {
                return null;
            }

            variables[name] = value;
            rest = statement;
        }

        return variables;
    }

    private static ReadOnlySpan<char> Statement(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        while (text is ['#', ..])
        {
            var end = text.IndexOf('\n');
            text = end < 0 ? [] : text[end..].TrimStart();
        }

        return text;
    }

    private static string? Name(ref ReadOnlySpan<char> text)
    {
        if (text.StartsWith("export") && text.Length > 6 && text[6] is ' ' or '\t')
        {
            text = text[6..].TrimStart(" \t");
        }

        var end = text.IndexOfAny('=', ':');
        var name = end < 0 ? [] : text[..end].TrimEnd();
        foreach (var letter in name)
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('_' or '.' or '-' or ' ' or '\t'))
            {
                return null;
            }
        }

        if (end < 0)
        {
            return null;
        }

        text = text[(end + 1)..].TrimStart(" \t");
        return name.ToString();
    }

    private static string? Value(ref ReadOnlySpan<char> text, Dictionary<string, string> variables, Func<string, string?> outside)
    {
        if (text is ['\'' or '"', ..])
        {
            var quote = text[0];
            for (var end = 1; end < text.Length; end++)
            {
                if (text[end] == quote && text[end - 1] != '\\')
                {
                    var inner = text[1..end].ToString();
                    text = text[(end + 1)..];
                    return quote == '"' ? Expand(Unescape(inner), variables, outside) : inner;
                }
            }

            return null;
        }

        var lineEnd = text.IndexOf('\n');
        var line = (lineEnd < 0 ? text : text[..lineEnd]).ToString();
        text = lineEnd < 0 ? [] : text[lineEnd..];
        for (var index = 1; index < line.Length; index++)
        {
            if (line[index] == '#' && line[index - 1] is ' ' or '\t')
            {
                line = line[..index];
                break;
            }
        }

        return Expand(line.Trim(), variables, outside);
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\' || index + 1 == text.Length || text[index + 1] == '$')
            {
                result.Append(text[index]);
                continue;
            }

            result.Append(
                text[++index] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    var other => other,
                }
            );
        }

        return result.ToString();
    }

    // Capital letters, digits and '_' only; a dollar sign behind a backslash stays.
    private static string Expand(string text, Dictionary<string, string> variables, Func<string, string?> outside)
    {
        var result = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\' && index + 1 < text.Length && text[index + 1] == '$')
            {
                result.Append('$');
                index++;
                continue;
            }

            var start = index + 1 < text.Length && text[index] == '$' && text[index + 1] == '{' ? index + 2 : index + 1;
            var end = start;
            while (
                end < text.Length
                && text[index] == '$'
                && (char.IsAsciiLetterUpper(text[end]) || char.IsAsciiDigit(text[end]) || text[end] == '_')
            )
            {
                end++;
            }

            if (end == start || text[index] != '$')
            {
                result.Append(text[index]);
                continue;
            }

            var name = text[start..end];
            result.Append(variables.GetValueOrDefault(name) ?? outside(name));
            index = end < text.Length && text[end] == '}' ? end : end - 1;
        }

        return result.ToString();
    }
}
