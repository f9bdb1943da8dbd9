using System.Text.RegularExpressions;

namespace Images.Rendering.Linting.Rules;

/// <summary>Apt does not ask questions that nobody can answer.</summary>
internal sealed partial class AptAssumesYes : ILintRule
{
    /// <inheritdoc/>
    public string Id => "apt-assumes-yes";

    /// <inheritdoc/>
    public string Description => "'apt-get install' and what else asks has --yes";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL3014"];

    /// <inheritdoc/>
    public string? UnlikeHadolint => "`apt` and every verb that asks count too, and one `-q` is no yes";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) =>
        from run in file.Runs
        from item in AptCall.Of(run)
        let call = item.Call
        where
            (call.Installs || call.Verb is "remove" or "purge" or "autoremove" or "autopurge")
            && !call.Options.Any(option => Yes().IsMatch(option))
            && !call.Sets("APT::Get::Assume-Yes", "1", "true", "yes", "on")
        select new LintProblem(
            file.LineOf(run.Instruction, call.Program, call.Verb),
            $"{call.Program} {call.Verb} may ask, and nobody can answer: add --yes"
        );

    // Two q mean yes too.
    [GeneratedRegex("^(?:--yes|--assume-yes|-[A-Za-z]*y[A-Za-z]*|-[A-Za-z]*q[A-Za-z]*q[A-Za-z]*|-q=2)$")]
    private static partial Regex Yes();
}
