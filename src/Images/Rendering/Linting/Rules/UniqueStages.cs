namespace Images.Rendering.Linting.Rules;

/// <summary>No two stages have one name.</summary>
internal sealed class UniqueStages : ILintRule
{
    /// <inheritdoc/>
    public string Id => "unique-stages";

    /// <inheritdoc/>
    public string Description => "Every named stage has a name of its own";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL3024"];

    /// <inheritdoc/>
    public string? UnlikeHadolint => "names that differ in case only are one name, as they are to BuildKit";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) =>
        from sameName in file.Stages.Where(stage => stage.Name is not null).GroupBy(stage => stage.Name, StringComparer.OrdinalIgnoreCase)
        from again in sameName.Skip(1)
        select new LintProblem(
            again.From.FirstLine,
            $"the stage of line {sameName.First().From.FirstLine} is named {again.Name} too: give this one another name"
        );
}
