using System.Text.RegularExpressions;

namespace Images.Rendering;

/// <summary>Splits a Dockerfile into instructions as the frontend does: parser directives, comments, continuations, here-documents.</summary>
public static partial class DockerfileParser
{
    /// <summary>Parses a Dockerfile. Never fails: what is no instruction to the frontend comes out as one it will refuse.</summary>
    /// <param name="text">The Dockerfile, with LF or CRLF line ends.</param>
    /// <returns>The instructions in order.</returns>
    public static IReadOnlyList<DockerfileInstruction> Parse(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        var escape = EscapeCharacter(lines);
        var instructions = new List<DockerfileInstruction>();
        var stage = -1;
        for (var index = 0; index < lines.Length; index++)
        {
            if (IsBlankOrComment(lines[index]))
            {
                continue;
            }

            var first = index;
            var logical = JoinContinuations(lines, ref index, escape);
            var (keyword, flags, arguments) = Split(logical);
            if (keyword == "FROM")
            {
                stage++;
            }

            if (keyword is "RUN" or "COPY" or "ADD")
            {
                SkipHereDocuments(lines, ref index, arguments);
            }

            instructions.Add(new DockerfileInstruction(keyword, flags, arguments, first + 1, Math.Min(index, lines.Length - 1) + 1, stage));
        }

        return instructions;
    }

    private static char EscapeCharacter(string[] lines)
    {
        foreach (var line in lines)
        {
            var directive = Directive().Match(line);
            if (!directive.Success)
            {
                break;
            }

            if (directive.Groups["name"].Value.Equals("escape", StringComparison.OrdinalIgnoreCase))
            {
                return directive.Groups["value"].Value == "`" ? '`' : '\\';
            }
        }

        return '\\';
    }

    private static bool IsBlankOrComment(string line)
    {
        var start = line.AsSpan().TrimStart();
        return start.IsEmpty || start[0] == '#';
    }

    private static string JoinContinuations(string[] lines, ref int index, char escape)
    {
        var logical = string.Empty;
        while (true)
        {
            var line = lines[index].TrimEnd(' ', '\t');
            if (!line.EndsWith(escape))
            {
                return (logical + lines[index]).Trim();
            }

            logical += line[..^1];
            do
            {
                index++;
            } while (index < lines.Length && IsBlankOrComment(lines[index]));

            if (index >= lines.Length)
            {
                index = lines.Length - 1;
                return logical.Trim();
            }
        }
    }

    private static (string Keyword, List<string> Flags, string Arguments) Split(string logical)
    {
        var end = logical.IndexOfAny([' ', '\t']);
        if (end < 0)
        {
            return (logical.ToUpperInvariant(), [], string.Empty);
        }

        var keyword = logical[..end].ToUpperInvariant();
        var rest = logical[end..].TrimStart();
        var flags = new List<string>();
        while (rest.StartsWith("--", StringComparison.Ordinal))
        {
            var stop = rest.IndexOfAny([' ', '\t']);
            flags.Add(stop < 0 ? rest : rest[..stop]);
            rest = stop < 0 ? string.Empty : rest[stop..].TrimStart();
        }

        return (keyword, flags, rest);
    }

    private static void SkipHereDocuments(string[] lines, ref int index, string arguments)
    {
        foreach (var document in HereDocuments.In(arguments))
        {
            while (++index < lines.Length && (document.StripTabs ? lines[index].TrimStart('\t') : lines[index]) != document.Word)
            {
                continue;
            }
        }
    }

    [GeneratedRegex(@"^#\s*(?<name>[A-Za-z][A-Za-z0-9]*)\s*=\s*(?<value>.+?)\s*$")]
    private static partial Regex Directive();
}
