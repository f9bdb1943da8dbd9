namespace Images.Rendering.Linting.Rules;

/// <summary>A WORKDIR means the same whatever stands above it or in the base.</summary>
internal sealed class AbsoluteWorkdir : ILintRule
{
    /// <inheritdoc/>
    public string Id => "absolute-workdir";

    /// <inheritdoc/>
    public string Description => "A WORKDIR is absolute";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL3000"];

    /// <inheritdoc/>
    public string? UnlikeHadolint => "a variable stands for its value here where the file gives it one; hadolint lets every variable pass";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) =>
        from instruction in file.Instructions
        where instruction.Keyword == "WORKDIR"
        let path = BuildVariables.Expand(instruction.Arguments.Trim('"', '\''), file, instruction)
        where !path.StartsWith('/') && !path.StartsWith('$')
        select new LintProblem(
            instruction.FirstLine,
            $"WORKDIR {path} depends on the directory that the base was left in: write the whole path, from / on"
        );
}
