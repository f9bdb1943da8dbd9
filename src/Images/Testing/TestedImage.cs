using Images.Building;
using Images.Definitions;

namespace Images.Testing;

/// <summary>A built image and the verdict of each of its tests.</summary>
/// <param name="Built">What was tested.</param>
/// <param name="Verdicts">One for each test, built-in ones first, in the order of the definition.</param>
public sealed record TestedImage(BuiltImage Built, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Gets the tags that the image was given; empty unless it and all its parents passed.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Gets whether no test failed.</summary>
    public bool Passed => Verdicts.All(verdict => verdict.Outcome != TestOutcome.Failed);
}

/// <summary>What one test said.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Outcome">Passed, failed or skipped.</param>
/// <param name="Reason">What was expected and what was found, one line; why it was skipped; null when passed.</param>
/// <param name="Output">What the container wrote, bounded, control characters made harmless; may be empty.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="Location">Where the test was written; null for a built-in check.</param>
/// <param name="Reproduce">A command line that runs the same test; null when skipped.</param>
public sealed record Verdict(
    string Name,
    TestOutcome Outcome,
    string? Reason,
    string Output,
    TimeSpan Duration,
    SourceLocation? Location,
    string? Reproduce
)
{
    /// <summary>Gets where the file is that the test left, relative to the family's folder; null when none was kept.</summary>
    public string? Kept { get; init; }

    /// <summary>Gets whether it was reached in an earlier run, on the same image and by the same test.</summary>
    public bool Remembered { get; init; }

    /// <summary>Gets what the test was given beyond the strict profile and why, one line; null when nothing.</summary>
    public string? Needs { get; init; }
}

/// <summary>How a test ended.</summary>
public enum TestOutcome
{
    /// <summary>Everything was as expected.</summary>
    Passed,

    /// <summary>Something was not.</summary>
    Failed,

    /// <summary>Not run, for the reason given.</summary>
    Skipped,
}
