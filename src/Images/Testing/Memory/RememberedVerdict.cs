namespace Images.Testing.Memory;

/// <summary>What is kept of a verdict that was good.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Outcome">Passed, or skipped for a reason that lies in the image or its definition.</param>
/// <param name="Reason">Why it was skipped.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Reproduce">A command line that runs the same test.</param>
/// <param name="Kept">Where the file is that it left, relative to the family's folder.</param>
internal sealed record RememberedVerdict(
    string Name,
    TestOutcome Outcome,
    string? Reason,
    TimeSpan Duration,
    string? Reproduce,
    string? Kept
)
{
    /// <summary>Keeps a verdict.</summary>
    public static RememberedVerdict Of(Verdict verdict) =>
        new(verdict.Name, verdict.Outcome, verdict.Reason, verdict.Duration, verdict.Reproduce, verdict.Kept);
}
