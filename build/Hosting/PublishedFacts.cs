using Images.Build.Printing;
using Images.Releasing.Listing;
using Images.Reporting;
using Images.Reporting.Changes;
using Images.Testing;

namespace Images.Build.Hosting;

/// <summary>What a run knows of the images that it published: this run, or the last one by its report.</summary>
internal sealed class PublishedFacts
{
    private readonly BuildContext context;
    private readonly EarlierRun? last;
    private readonly PublishedDigests digests;

    private PublishedFacts(BuildContext context)
    {
        this.context = context;
        last = context.Tested is null ? EarlierRun.Read(context.Settings.Root) : null;
        digests = context.Published is { } published ? PublishedDigests.Of(published) : PublishedDigests.Read(context.Settings.Root);
    }

    /// <summary>Gets the page of the run; null where there is none.</summary>
    public byte[]? Page { get; private init; }

    /// <summary>Reads what is known.</summary>
    /// <param name="context">Knows the run.</param>
    /// <returns>The facts.</returns>
    public static async Task<PublishedFacts> ReadAsync(BuildContext context)
    {
        var file = Path.Combine(context.Settings.Root, "artifacts", "report.html");
        if (context.Tested is null)
        {
            return new PublishedFacts(context)
            {
                Page = File.Exists(file) ? await File.ReadAllBytesAsync(file, context.Cancellation) : null,
            };
        }

        // The page of this run is written at its end, which is too late.
        var report = await new RunDetails(context).ReportAsync();
        return new PublishedFacts(context)
        {
            Page =
                report.Details.Count > 0 ? System.Text.Encoding.UTF8.GetBytes(RunResults.Page(report, context.Settings.Root))
                : File.Exists(file) ? await File.ReadAllBytesAsync(file, context.Cancellation)
                : null,
        };
    }

    /// <summary>Tells how the tests of a published image ended.</summary>
    /// <param name="published">The image.</param>
    /// <returns>Null where the run was about another image.</returns>
    public ReleasedTests? TestsOf(PublishedVariant published)
    {
        if (context.Tested?.FirstOrDefault(image => image.Built.Planned.Id == published.Variant.Id) is { } tested)
        {
            var tally = TestTally.Of(tested.Verdicts);
            return tested.Verdicts.Count > 0 ? new ReleasedTests(tally.Passed, tally.Skipped) : null;
        }

        return
            last?.Images.GetValueOrDefault(published.Variant.Id) is { ImageId: { } id, Tests: { Count: > 0 } tests }
            && (id == published.Configuration || id == published.Image.Digest || id == published.Image.Platforms[0].Digest)
            ? new ReleasedTests(
                tests.Values.Count(outcome => outcome == OutcomeWord.For(TestOutcome.Passed)),
                tests.Values.Count(outcome => outcome == OutcomeWord.For(TestOutcome.Skipped))
            )
            : null;
    }

    /// <summary>Tells what a variant's version was before it was published.</summary>
    /// <param name="id">The variant's id.</param>
    /// <returns>A digest; null where it was the same, or there was none.</returns>
    public string? DigestBefore(string id) => digests.Before.GetValueOrDefault(id);

    /// <summary>Tells whether a variant was published for the first time.</summary>
    /// <param name="id">The variant's id.</param>
    /// <returns>False where that is not known.</returns>
    public bool IsNew(string id) => digests.New.Contains(id);
}
