namespace Images.Rendering;

/// <summary>Tells literal text from code in a Scriban template.</summary>
internal static class TemplateScanner
{
    /// <summary>Splits a template.</summary>
    /// <param name="template">The template's text.</param>
    /// <returns>Its pieces in order, which together are the template; code comes with its braces, raw blocks count as code.</returns>
    public static IEnumerable<(bool IsText, string Piece)> Pieces(string template)
    {
        for (var index = 0; index < template.Length; )
        {
            var start = index;
            index = CodeStart(template, start);
            if (index > start)
            {
                yield return (true, template[start..index]);
            }

            if (index < template.Length)
            {
                start = index;
                index = template[start + 1] == '%' ? RawEnd(template, start) : CodeEnd(template, start + 2);
                yield return (false, template[start..index]);
            }
        }
    }

    private static int CodeStart(string template, int from)
    {
        for (var index = from; index + 1 < template.Length; index++)
        {
            if (template[index] == '{' && (template[index + 1] == '{' || IsRawStart(template, index)))
            {
                return index;
            }
        }

        return template.Length;
    }

    private static bool IsRawStart(string template, int index)
    {
        var brace = index + 1 + template.AsSpan(index + 1).IndexOfAnyExcept('%');
        return brace > index + 1 && template[brace] == '{';
    }

    private static int RawEnd(string template, int start)
    {
        var percents = template.AsSpan(start + 1).IndexOfAnyExcept('%');
        var end = template.IndexOf($"}}{new string('%', percents)}}}", start, StringComparison.Ordinal);
        return end < 0 ? template.Length : end + percents + 2;
    }

    private static int CodeEnd(string template, int from)
    {
        var braces = 0;
        for (var index = from; index < template.Length; index++)
        {
            switch (template[index])
            {
                case '"' or '\'' or '`':
                    index = StringEnd(template, index);
                    break;
                case '#':
                    index = CommentEnd(template, index);
                    break;
                case '{':
                    braces++;
                    break;
                case '}' when braces > 0:
                    braces--;
                    break;
                case '}' when index + 1 < template.Length && template[index + 1] == '}':
                    return index + 2;
                default:
                    break;
            }
        }

        return template.Length;
    }

    private static int StringEnd(string template, int start)
    {
        var quote = template[start];
        for (var index = start + 1; index < template.Length; index++)
        {
            if (template[index] == '\\' && quote != '`')
            {
                index++;
            }
            else if (template[index] == quote)
            {
                return index;
            }
        }

        return template.Length;
    }

    private static int CommentEnd(string template, int start)
    {
        var isBlock = start + 1 < template.Length && template[start + 1] == '#';
        for (var index = start + (isBlock ? 2 : 1); index < template.Length; index++)
        {
            if (template.AsSpan(index).StartsWith("}}", StringComparison.Ordinal))
            {
                return index - 1;
            }

            if (isBlock ? template.AsSpan(index).StartsWith("##", StringComparison.Ordinal) : template[index] == '\n')
            {
                return isBlock ? index + 1 : index;
            }
        }

        return template.Length;
    }
}
