using Images.Building;
using Images.Publishing;
using Images.Reporting.Changes;
using Images.Testing;

namespace Images.Reporting;

/// <summary>One run: what was asked for, what became of it.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Duration">Wall time of the whole run.</param>
/// <param name="Images">Every image of the plan in the plan's order; one that was not built has no verdicts.</param>
public sealed record RunReport(DateTimeOffset Started, TimeSpan Duration, IReadOnlyList<TestedImage> Images)
{
    /// <summary>
    /// Gets whether every image was built, already there or skipped by its definition, and no test failed. A run that skipped
    /// everything has done nothing, and did not succeed.
    /// </summary>
    public bool Succeeded =>
        !SkippedEverything
        && Images.All(image =>
            image.Passed && image.Built.Outcome is not (BuildOutcome.Failed or BuildOutcome.Blocked or BuildOutcome.Cancelled)
        );

    /// <summary>Gets whether something was built or a test was run, or failed; a run that did neither says what the one before it said.</summary>
    public bool DidSomething =>
        !Succeeded
        || Images.Any(image =>
            image.Built.Outcome == BuildOutcome.Built
            || image.Verdicts.Any(verdict => !verdict.Remembered && verdict.Outcome != TestOutcome.Skipped)
        );

    /// <summary>Gets what more is known of images, by variant.</summary>
    public IReadOnlyDictionary<string, ImageDetails> Details { get; init; } = new Dictionary<string, ImageDetails>();

    /// <summary>Gets what the run before this one said; null where that is not known.</summary>
    public EarlierRun? Earlier { get; init; }

    /// <summary>Gets what more is known of an image.</summary>
    /// <param name="image">The image.</param>
    /// <returns>Nothing where nothing is.</returns>
    public ImageDetails DetailsOf(TestedImage image) => Details.GetValueOrDefault(image.Built.Planned.Id) ?? new ImageDetails();

    /// <summary>Gets whether there are images, and each was skipped.</summary>
    public bool SkippedEverything => Images.Count > 0 && Images.All(image => image.Built.Outcome == BuildOutcome.Skipped);

    /// <summary>Gets what came of publishing; null where nothing was to be published.</summary>
    public PublishResult? Published { get; init; }

    /// <summary>Gets the tests of all images, counted.</summary>
    public TestTally Tests => TestTally.Of(Images.SelectMany(image => image.Verdicts));
}
