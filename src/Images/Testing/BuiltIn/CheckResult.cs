using Images.Definitions;

namespace Images.Testing.BuiltIn;

/// <summary>What a built-in check found.</summary>
/// <param name="Outcome">Passed, failed or skipped.</param>
/// <param name="Reason">One line; null when passed.</param>
/// <param name="Output">What it was found in; may be empty.</param>
/// <param name="Location">Where the limit that was checked is written; null when nothing is.</param>
internal sealed record CheckResult(TestOutcome Outcome, string? Reason = null, string Output = "", SourceLocation? Location = null)
{
    public static CheckResult Passed { get; } = new(TestOutcome.Passed);

    public static CheckResult Failed(string reason, string output = "") => new(TestOutcome.Failed, reason, output);

    public static CheckResult Skipped(string reason) => new(TestOutcome.Skipped, reason);
}
