using Images.Definitions;
using Images.Rendering.Linting;

namespace Images.Rendering.Importing;

/// <summary>Compares what was rendered with the Dockerfile it was made of, instruction by instruction.</summary>
/// <param name="family">The imported family.</param>
/// <param name="references">What names stand for.</param>
internal sealed class ImportCheck(Family family, ImportReferences references)
{
    private readonly Dictionary<string, Variant> variants = family.Variants.ToDictionary(variant => variant.Id, StringComparer.Ordinal);

    /// <summary>Finds the first difference.</summary>
    /// <param name="file">The Dockerfile that was imported.</param>
    /// <param name="rendered">What is rendered now.</param>
    /// <param name="printsLabels">Whether the template ends with the labels: those of the target, and what the variant inherits.</param>
    /// <returns>One line, or null when both say the same.</returns>
    public string? Difference(ImportedDockerfile file, RenderedImage rendered, bool printsLabels)
    {
        var labels = rendered.Variant.Labels;
        if (file.Target.Labels.FirstOrDefault(label => labels.GetValueOrDefault(label.Key)?.Value != label.Value) is { Key: { } changed })
        {
            return $"the label {changed}='{Short(file.Target.Labels[changed])}' would become '{Short(labels.GetValueOrDefault(changed)?.Value)}'";
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var expected = file.Instructions.SelectMany(instruction => Expected(instruction, file, names)).ToList();
        var lines = rendered.Dockerfile.Split('\n');
        var actual = DockerfileParser
            .Parse(rendered.Dockerfile)
            .SkipLast(printsLabels ? labels.Count : 0)
            .SelectMany(instruction => Words(instruction, With(instruction, name => name), Body(instruction, lines), null))
            .ToList();
        for (var index = 0; index < Math.Max(expected.Count, actual.Count); index++)
        {
            var (was, now) = (expected.ElementAtOrDefault(index), actual.ElementAtOrDefault(index));
            if (was != now)
            {
                return $"'{Short(was)}' would become '{Short(now)}'";
            }
        }

        return null;
    }

    private IEnumerable<string> Expected(DockerfileInstruction instruction, ImportedDockerfile file, HashSet<string> names)
    {
        var text = With(instruction, name => Mapped(name, instruction, file, names));
        if (
            instruction.Keyword == "FROM"
            && instruction.Arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [_, _, var stage, ..]
        )
        {
            names.Add(stage);
        }

        return Words(instruction, text, Body(instruction, file.Lines), file.Target.Args);
    }

    private string Mapped(string name, DockerfileInstruction instruction, ImportedDockerfile file, HashSet<string> names)
    {
        var reference = instruction.Keyword == "FROM" ? file.Reference(instruction) : name;
        if (names.Contains(reference) || reference.All(char.IsAsciiDigit) || (reference.Contains('$', StringComparison.Ordinal)))
        {
            return name;
        }

        var (_, target, meaning) = references.Find(reference, file.Target);
        return target is not null && variants.TryGetValue(meaning, out var variant) ? ImageReferences.Of(family, variant)
            : (instruction.Keyword == "FROM" && reference == file.Base) || file.Target.Contexts.ContainsKey(reference) ? meaning
            : name;
    }

    private static string With(DockerfileInstruction instruction, Func<string, string> map)
    {
        var flags = string.Join(' ', instruction.Flags);
        var arguments = instruction.Arguments;
        foreach (var source in DockerfileSources.In(instruction).Distinct(StringComparer.Ordinal).ToList())
        {
            if (instruction.Keyword == "FROM")
            {
                arguments = map(source) + arguments[(arguments.IndexOf(source, StringComparison.Ordinal) + source.Length)..];
            }
            else
            {
                flags = flags.Replace($"from={source}", $"from={map(source)}", StringComparison.Ordinal);
            }
        }

        return $"{instruction.Keyword} {flags} {arguments}";
    }

    private static IEnumerable<string> Words(
        DockerfileInstruction instruction,
        string text,
        string body,
        IReadOnlyDictionary<string, string>? args
    ) =>
        instruction.Keyword == "ARG"
            ? DockerfileWords
                .Variables(instruction)
                .Select(variable => $"ARG {variable.Name}={args?.GetValueOrDefault(variable.Name) ?? variable.Value}")
            : [$"{text}\n{body}".TrimEnd()];

    private static string Body(DockerfileInstruction instruction, IReadOnlyList<string> lines) =>
        HereDocuments.In(instruction.Arguments).Count > 0
            ? string.Join('\n', lines.Skip(instruction.FirstLine).Take(instruction.LastLine - instruction.FirstLine))
            : string.Empty;

    private static string Short(string? text) =>
        text is null ? "nothing"
        : text.ReplaceLineEndings(" ") is { Length: > 80 } longer ? $"{longer[..80]}..."
        : text.ReplaceLineEndings(" ");
}
