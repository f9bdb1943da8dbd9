namespace Images.Rendering.Linting.Shell;

/// <summary>Finds the shell of a RUN: that of the last SHELL before it, in its stage or in what the stage begins with.</summary>
internal static class RunShell
{
    private static readonly IReadOnlyList<string> Default = ["/bin/sh", "-c"];

    /// <summary>Finds the shell of an instruction.</summary>
    /// <param name="file">Where it stands.</param>
    /// <param name="instruction">The instruction.</param>
    /// <returns>The shell and its options; what an external base may have set is not known and taken for <c>/bin/sh -c</c>.</returns>
    public static IReadOnlyList<string> Of(LintedDockerfile file, DockerfileInstruction instruction) =>
        Of(file, instruction.Stage, instruction.FirstLine, []);

    private static IReadOnlyList<string> Of(LintedDockerfile file, int stage, int line, HashSet<LintedDockerfile> seen)
    {
        var own = file
            .Instructions.Where(candidate => candidate.Keyword == "SHELL" && candidate.Stage == stage && candidate.FirstLine < line)
            .Select(candidate => DockerfileWords.Json(candidate.Arguments))
            .LastOrDefault(words => words is { Count: > 0 });
        if (own is not null || stage < 0)
        {
            return own ?? Default;
        }

        var start = file.Stages[stage];
        var earlier = file.Stages.Take(stage).ToList().FindLastIndex(other => IsNamed(other, start.Base));
        if (earlier >= 0)
        {
            return Of(file, earlier, int.MaxValue, seen);
        }

        return seen.Add(file) && file.Find(start.Base) is { Stages.Count: > 0 } parent
            ? Of(parent, parent.Stages.Count - 1, int.MaxValue, seen)
            : Default;
    }

    private static bool IsNamed(LintedStage stage, string name) => name.Equals(stage.Name, StringComparison.OrdinalIgnoreCase);
}
