namespace Images.Rendering.Linting.Rules;

/// <summary>Package lists are as new as the packages that are installed with them.</summary>
/// <remarks>Hadolint has no such rule.</remarks>
internal sealed class AptUpdateWithInstall : ILintRule
{
    /// <inheritdoc/>
    public string Id => "apt-update-with-install";

    /// <inheritdoc/>
    public string Description => "'apt-get update' and 'apt-get install' are in one RUN, in this order";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => [];

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file)
    {
        foreach (var run in file.Runs)
        {
            var calls = AptCall.Of(run).Select(item => item.Call).ToList();
            var update = calls.FindIndex(call => call.Verb == "update");
            var install = calls.FindIndex(call => call.Installs && !IsLocal(call));
            if (install >= 0 && (update < 0 || update > install))
            {
                yield return new LintProblem(
                    file.LineOf(run.Instruction, calls[install].Program, calls[install].Verb),
                    $"{calls[install].Program} {calls[install].Verb} uses lists of another layer, which may be old: put '{calls[install].Program} update' before it in the same RUN"
                );
            }
            else if (update >= 0 && calls.TrueForAll(call => call.Verb is "update" or "clean" or "distclean" or "dist-clean"))
            {
                yield return new LintProblem(
                    file.LineOf(run.Instruction, calls[update].Program, calls[update].Verb),
                    $"{calls[update].Program} update stands alone, and its layer grows old in the cache: put it in the RUN that installs"
                );
            }
        }
    }

    private static bool IsLocal(AptCall call) =>
        call.Operands.Count > 0
        && call.Operands.All(operand => operand.StartsWith("./", StringComparison.Ordinal) || operand.StartsWith('/'));
}
