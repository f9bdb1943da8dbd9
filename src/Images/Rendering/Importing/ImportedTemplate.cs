using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Images.Rendering.Linting;

namespace Images.Rendering.Importing;

/// <summary>Makes a template of the Dockerfiles of an image's variants.</summary>
/// <param name="image">The image.</param>
/// <param name="references">What names stand for.</param>
internal sealed partial class ImportedTemplate(ImportedImage image, ImportReferences references)
{
    private const char Open = '\uE000';
    private const char Close = '\uE001';

    private readonly List<string> expressions = [];

    /// <summary>Writes the template.</summary>
    /// <param name="files">The Dockerfiles, in the order of the targets.</param>
    /// <returns>The template, LF line ends; null when the Dockerfiles are too different for one.</returns>
    /// <exception cref="ImportException">A Dockerfile cannot be carried over.</exception>
    public string? Of(IReadOnlyList<ImportedDockerfile> files)
    {
        var texts = files.Select(Lines).ToList();
        if (texts.Any(lines => lines.Count != texts[0].Count))
        {
            return null;
        }

        var template = new StringBuilder();
        for (var line = 0; line < texts[0].Count; line++)
        {
            template.Append(image.Texts.Of([.. texts.Select(lines => lines[line])], "value")).Append('\n');
        }

        if (image.PrintsLabels)
        {
            template.Append("{{~ for label in labels ~}}\nLABEL {{ label.key }}={{ label.value | label_value }}\n{{~ end ~}}\n");
        }

        return Placeholder()
            .Replace(
                template.ToString(),
                match => $"{{{{ {expressions[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)]} }}}}"
            );
    }

    private List<string> Lines(ImportedDockerfile file)
    {
        var lines = file.Lines.ToList();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var instruction in file.Instructions)
        {
            switch (instruction.Keyword)
            {
                case "FROM":
                    Base(lines, instruction, file, names);
                    break;
                case "ARG":
                    Arguments(lines, instruction, file.Target);
                    break;
                case "COPY" or "RUN":
                    Sources(lines, instruction, file, names);
                    break;
            }
        }

        return [.. WithoutDirectives(lines, file.Target).Where(line => line is not null).SelectMany(line => line.Split('\n'))];
    }

    private void Base(List<string> lines, DockerfileInstruction from, ImportedDockerfile file, HashSet<string> names)
    {
        var written = DockerfileSources.In(from).First();
        var reference = file.Reference(from);
        if (!names.Contains(reference) && reference != "scratch")
        {
            Replace(lines, from, written, reference == file.Base ? Expression("from") : Named(reference, written, file.Target));
        }
        else if (reference == "scratch" && file.Base == "scratch")
        {
            Replace(lines, from, written, Expression("from"));
        }

        var words = from.Arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 2)
        {
            names.Add(words[2]);
        }
    }

    private void Sources(List<string> lines, DockerfileInstruction instruction, ImportedDockerfile file, HashSet<string> names)
    {
        foreach (var source in DockerfileSources.In(instruction).Distinct(StringComparer.Ordinal))
        {
            var isStage = names.Contains(source) || source.All(char.IsAsciiDigit);
            if (
                !isStage
                && !source.Contains('$', StringComparison.Ordinal)
                && Named(source, source, file.Target) is var named
                && named != source
            )
            {
                Replace(lines, instruction, $"from={source}", $"from={named}");
            }
        }
    }

    // What is external stays as it is written.
    private string Named(string reference, string written, ImportedTarget user) =>
        references.Find(reference, user) switch
        {
            (not null, _, var variant) => Expression($"references['{variant}']"),
            var (_, _, external) when user.Contexts.ContainsKey(reference) => external,
            _ => written,
        };

    // One line each, so that a value can be told from the others.
    private void Arguments(List<string> lines, DockerfileInstruction instruction, ImportedTarget target)
    {
        var variables = DockerfileWords.Variables(instruction).ToList();
        if (!variables.Exists(variable => target.Args.ContainsKey(variable.Name)))
        {
            return;
        }

        var written = variables.Select(variable =>
            target.Args.ContainsKey(variable.Name) ? $"ARG {variable.Name}={Expression($"args.{variable.Name} | env_value")}"
            : variable.Value is { } value ? $"ARG {variable.Name}={Quoting.FrontendWord(value)}"
            : $"ARG {variable.Name}"
        );
        lines[instruction.FirstLine - 1] = string.Join('\n', written);
        for (var line = instruction.FirstLine; line < instruction.LastLine; line++)
        {
            lines[line] = null!;
        }
    }

    private static void Replace(List<string> lines, DockerfileInstruction instruction, string written, string replacement)
    {
        for (var line = instruction.FirstLine - 1; line < instruction.LastLine; line++)
        {
            var start = line == instruction.FirstLine - 1 ? Keyword().Match(lines[line]).Length : 0;
            if (lines[line].IndexOf(written, start, StringComparison.Ordinal) is >= 0 and var index)
            {
                lines[line] = $"{lines[line][..index]}{replacement}{lines[line][(index + written.Length)..]}";
                return;
            }
        }
    }

    // In a rendered Dockerfile they would stand behind a comment, where they mean nothing.
    private static IEnumerable<string> WithoutDirectives(List<string> lines, ImportedTarget target)
    {
        var count = lines.TakeWhile(line => line is not null && Directive().IsMatch(line)).Count();
        if (
            lines
                .Take(count)
                .Any(line => line.Contains("escape", StringComparison.OrdinalIgnoreCase) && line.Contains('`', StringComparison.Ordinal))
        )
        {
            throw new ImportException(target.Place, "'# escape=`' cannot be carried over; write its continued lines with '\\'");
        }

        return lines.Skip(count).SkipWhile(string.IsNullOrWhiteSpace);
    }

    private string Expression(string text)
    {
        if (!expressions.Contains(text))
        {
            expressions.Add(text);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Open}{expressions.IndexOf(text)}{Close}");
    }

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\A\s*[A-Za-z]+\s+")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\A#\s*(syntax|escape|check)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Directive();
}
