namespace Images.Rendering;

/// <summary>Finds the images that a Dockerfile takes something from.</summary>
public static class DockerfileSources
{
    /// <summary>Lists the references in FROM, COPY --from and RUN --mount=from=, without the Dockerfile's own stages.</summary>
    /// <param name="dockerfile">The text.</param>
    /// <returns>Each reference once, in the order of first use; <c>scratch</c> is left out.</returns>
    public static IReadOnlyList<string> Of(string dockerfile)
    {
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "scratch" };
        var references = new List<string>();
        foreach (var instruction in DockerfileParser.Parse(dockerfile))
        {
            references.AddRange(In(instruction).Where(source => IsReference(source, stages)));
            if (instruction.Keyword == "FROM" && "as".Equals(Word(instruction.Arguments, 1), StringComparison.OrdinalIgnoreCase))
            {
                stages.Add(Word(instruction.Arguments, 2) ?? string.Empty);
            }
        }

        return [.. references.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Lists what one instruction takes from: references, or names and numbers of stages.</summary>
    /// <param name="instruction">Any instruction.</param>
    /// <returns>What stands after FROM, --from= or in --mount=from=, as written.</returns>
    public static IEnumerable<string> In(DockerfileInstruction instruction)
    {
        IEnumerable<string?> sources = instruction.Keyword switch
        {
            "FROM" => [Word(instruction.Arguments, 0)],
            "COPY" => [instruction.Flag("from")],
            "RUN" => instruction.Flags.Select(MountSource),
            _ => [],
        };
        return sources.OfType<string>();
    }

    private static bool IsReference(string source, HashSet<string> stages) =>
        source.Length > 0 && !stages.Contains(source) && !source.All(char.IsAsciiDigit);

    private static string? Word(string arguments, int index) =>
        arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(index);

    private static string? MountSource(string flag) =>
        !flag.StartsWith("--mount=", StringComparison.OrdinalIgnoreCase)
            ? null
            : flag["--mount=".Length..]
                .Split(',')
                .Where(field => field.StartsWith("from=", StringComparison.OrdinalIgnoreCase))
                .Select(field => field["from=".Length..])
                .LastOrDefault();
}
