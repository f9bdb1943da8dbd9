namespace Images.Rendering.Linting.Rules;

/// <summary>Only packages that were asked for, and what they need, are installed.</summary>
internal sealed class AptWithoutRecommends : ILintRule
{
    /// <inheritdoc/>
    public string Id => "apt-without-recommends";

    /// <inheritdoc/>
    public string Description => "'apt-get install' has --no-install-recommends";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL3015"];

    /// <inheritdoc/>
    public string? UnlikeHadolint => "`apt` and `satisfy` count too";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) =>
        from run in file.Runs
        from item in AptCall.Of(run)
        let call = item.Call
        where
            call.Verb is "install" or "satisfy"
            && !call.Options.Contains("--no-install-recommends")
            && !call.Sets("APT::Install-Recommends", "0", "false", "no", "off")
        select new LintProblem(
            file.LineOf(run.Instruction, call.Program, call.Verb),
            $"{call.Program} {call.Verb} brings packages that nobody asked for: add --no-install-recommends"
        );
}
