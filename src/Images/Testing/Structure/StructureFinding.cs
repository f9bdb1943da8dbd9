using Images.Engines;

namespace Images.Testing.Structure;

/// <summary>What one structure test said.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, one line; empty when it passed.</param>
internal sealed record StructureFinding(TestOutcome Outcome, string Reason)
{
    /// <summary>Gets what the container wrote.</summary>
    public string Output { get; init; } = string.Empty;

    /// <summary>Gets the container that ran, or null.</summary>
    public ContainerSpec? Spec { get; init; }

    /// <summary>Gets values that are not told.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    public static StructureFinding Failed(string reason) => new(TestOutcome.Failed, reason);

    public static StructureFinding Of(IEnumerable<string> problems)
    {
        var all = string.Join("; ", problems);
        return new(all.Length == 0 ? TestOutcome.Passed : TestOutcome.Failed, all);
    }

    /// <summary>Makes what schema 1.0.0 says of a test that cannot be run: a line in a log, and no failure.</summary>
    public static StructureFinding PassedOver(string reason) =>
        new(TestOutcome.Skipped, $"{reason}; schema 1.0.0 passes over such tests, 2.0.0 fails them");
}
