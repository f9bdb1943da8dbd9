using Images.Definitions.Syntax;

namespace Images.Rendering.Linting.Rules;

/// <summary>An external image is named with a tag that says what it is, or with a digest.</summary>
internal sealed class PinnedBase : ILintRule
{
    /// <inheritdoc/>
    public string Id => "pinned-base";

    /// <inheritdoc/>
    public string Description => "An external image has a tag other than latest, or a digest";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL3006", "DL3007"];

    /// <inheritdoc/>
    public string? UnlikeHadolint => "COPY --from and RUN --mount=from= count too, images of the family do not";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) =>
        from instruction in file.Instructions
        from written in DockerfileSources.In(instruction)
        let source = BuildVariables.Expand(written, file, instruction)
        where !file.IsOurs(source) && !IsStage(file, instruction, source)
        let problem = Problem(source)
        where problem is not null
        select new LintProblem(file.LineOf(instruction, written), problem);

    private static bool IsStage(LintedDockerfile file, DockerfileInstruction instruction, string source) =>
        source == "scratch"
        || file.Stages.Take(instruction.Stage).Any(stage => source.Equals(stage.Name, StringComparison.OrdinalIgnoreCase))
        || (instruction.Keyword != "FROM" && source.All(char.IsAsciiDigit));

    private static string? Problem(string source) =>
        ImageReference.TryParse(source) switch
        {
            { Digest: null, Tag: null } => $"{source} has no tag and so means another image every day: name a version",
            { Digest: null, Tag: "latest" } => $"{source} means another image every day: name a version instead of latest",
            _ => null,
        };
}
