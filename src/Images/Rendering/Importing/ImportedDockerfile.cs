using Images.Rendering.Linting;

namespace Images.Rendering.Importing;

/// <summary>A target's Dockerfile, up to the stage that is wanted.</summary>
internal sealed class ImportedDockerfile
{
    private readonly Dictionary<string, string> globals = new(StringComparer.Ordinal);

    /// <summary>Reads a target's Dockerfile.</summary>
    /// <param name="target">The target.</param>
    /// <exception cref="ImportException">It has no FROM, or not the stage that is wanted.</exception>
    public ImportedDockerfile(ImportedTarget target)
    {
        Target = target;
        var all = DockerfileParser.Parse(target.Dockerfile);
        var stages = all.Where(instruction => instruction.Keyword == "FROM").Select(Stage).ToList();
        if (stages.Count == 0)
        {
            throw new ImportException(target.Place, "there is no FROM in it; is it a Dockerfile?");
        }

        var last =
            target.Stage is not { } wanted ? stages.Count - 1
            : int.TryParse(wanted, out var number) && number < stages.Count ? number
            : stages.FindIndex(stage => stage.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (last < 0)
        {
            throw new ImportException(target.Place, $"there is no stage '{target.Stage}' in it, which the target '{target.Name}' wants");
        }

        Instructions = [.. all.Where(instruction => instruction.Stage <= last)];
        var end = all.FirstOrDefault(instruction => instruction.Stage > last)?.FirstLine - 1;
        Lines = [.. target.Dockerfile.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n').Take(end ?? int.MaxValue)];
        foreach (
            var (name, value) in all.Where(instruction => instruction is { Keyword: "ARG", Stage: -1 })
                .SelectMany(DockerfileWords.Variables)
        )
        {
            if ((target.Args.GetValueOrDefault(name) ?? value) is { } known)
            {
                globals[name] = BuildVariables.Expand(known, globals);
            }
        }

        Base = Followed(stages, last);
    }

    /// <summary>Gets the target.</summary>
    public ImportedTarget Target { get; }

    /// <summary>Gets the instructions up to the last one of the stage.</summary>
    public IReadOnlyList<DockerfileInstruction> Instructions { get; }

    /// <summary>Gets the lines up to the last one of the stage.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Gets what the image is built from in the end: a reference, or a name that the target's contexts explain.</summary>
    public string Base { get; }

    /// <summary>Gets what a FROM names.</summary>
    /// <param name="from">The instruction.</param>
    /// <returns>The reference with its variables replaced.</returns>
    public string Reference(DockerfileInstruction from) => BuildVariables.Expand(Stage(from).Reference, globals);

    private static (string Reference, string Name) Stage(DockerfileInstruction from)
    {
        var words = from.Arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var name = words.Length > 2 && words[1].Equals("as", StringComparison.OrdinalIgnoreCase) ? words[2] : string.Empty;
        return (words.FirstOrDefault() ?? string.Empty, name);
    }

    // A stage may begin with an earlier one.
    private string Followed(List<(string Reference, string Name)> stages, int last)
    {
        for (var stage = last; ; )
        {
            var reference = BuildVariables.Expand(stages[stage].Reference, globals);
            var earlier = stages.FindLastIndex(
                stage == 0 ? 0 : stage - 1,
                stage,
                one => one.Name.Equals(reference, StringComparison.OrdinalIgnoreCase)
            );
            if (stage == 0 || earlier < 0)
            {
                return reference;
            }

            stage = earlier;
        }
    }
}
