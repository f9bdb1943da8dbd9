using System.Text.Json;
using Images.Building;
using Images.Engines;
using Images.Publishing;
using Images.Testing;
using Images.Testing.Inventory;

namespace Images.Reporting;

/// <summary>Writes a run as JSON for tools. Images are in ordinal order of their ids, so that two reports can be compared.</summary>
public static class JsonReport
{
    /// <summary>The version of the documents' shape; raised when a member changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes the whole run, the content of <c>artifacts/report.json</c>.</summary>
    /// <param name="report">The run.</param>
    /// <returns>Indented JSON, LF line ends, one final LF.</returns>
    public static string Write(RunReport report)
    {
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (outcome, count) in RunSummary.Outcomes(report))
        {
            outcomes[OutcomeWord.Token(outcome)] = count;
        }

        var document = new ReportDocument(
            SchemaVersion,
            report.Started.UtcDateTime,
            Seconds(report.Duration),
            report.Succeeded,
            outcomes,
            Tally(report),
            [.. Ordered(report).Select(image => Entry(image, report.DetailsOf(image)))],
            report.Published is { } published ? Published(published) : null
        );
        return JsonSerializer.Serialize(document, ReportJsonContext.Default.ReportDocument) + "\n";
    }

    /// <summary>Writes the verdicts alone, what <c>test --json</c> prints.</summary>
    /// <param name="report">The run.</param>
    /// <returns>Indented JSON, LF line ends, one final LF.</returns>
    public static string WriteTests(RunReport report)
    {
        var images = Ordered(report)
            .Select(image => new TestedEntry(
                image.Built.Planned.Id,
                image.Built.ImageId,
                image.Passed && (image.Built.ImageId ?? image.Built.PublishedAs) is not null,
                Tests(image)
            ));
        var document = new TestDocument(SchemaVersion, report.Succeeded, Tally(report), [.. images]);
        return JsonSerializer.Serialize(document, ReportJsonContext.Default.TestDocument) + "\n";
    }

    private static IOrderedEnumerable<TestedImage> Ordered(RunReport report) =>
        report.Images.OrderBy(image => image.Built.Planned.Id, StringComparer.Ordinal);

    private static TallyEntry Tally(RunReport report)
    {
        var tally = report.Tests;
        return new(tally.Passed, tally.Failed, tally.Skipped);
    }

    private static ImageEntry Entry(TestedImage image, ImageDetails details)
    {
        var built = image.Built;
        var rendered = built.Planned.Rendered;
        var variant = rendered.Variant;
        return new(
            variant.Id,
            variant.Image,
            variant.Axes,
            variant.Platforms,
            [.. image.Tags.Select(tag => new TagEntry(tag.Name, tag.Class.ToString().ToLowerInvariant()))],
            OutcomeWord.Token(built.Outcome),
            built.Engine,
            built.ImageId,
            built.PublishedAs,
            built.Size,
            Seconds(built.Duration),
            rendered.Path,
            built.LogPath,
            Failure(built.Failure),
            Tests(image)
        )
        {
            Sbom = details.Sbom,
            Packages = Packages(details.Inventory),
            Layers = details.Layers.Count == 0 ? null : [.. details.Layers.Select(layer => new LayerEntry(layer.Made, layer.Size))],
        };
    }

    // How many there are of each kind; the bill of materials names them.
    private static SortedDictionary<string, int>? Packages(ImageInventory? inventory) =>
        inventory is null
            ? null
            : new(
                inventory
                    .Packages.GroupBy(package => PackageKinds.Type(package.Kind))
                    .ToDictionary(group => group.Key, group => group.Count()),
                StringComparer.Ordinal
            );

    private static PublishedEntry Published(PublishResult published) =>
        new(
            published.IsComplete,
            [
                .. published.Registries.Select(registry => new PublishedRegistryEntry(
                    registry.Registry,
                    registry.Problem,
                    registry.Sent.Bytes,
                    registry.Sent.Sent,
                    registry.Sent.Mounted,
                    [.. registry.Images.OrderBy(image => image.Publication.Variant.Id, StringComparer.Ordinal).Select(Published)]
                )),
            ]
        );

    private static PublishedImageEntry Published(PublicationResult image) =>
        new(
            image.Publication.Variant.Id,
            image.Publication.Repository.ToString(),
            image.Image?.Digest,
            image.Image?.MediaType,
            [
                .. image.Tags.Select(tag => new PublishedTagEntry(
                    tag.Tag.Name,
                    tag.Tag.Class.ToString().ToLowerInvariant(),
                    tag.Action.ToString().ToLowerInvariant(),
                    tag.Reason,
                    tag.Current?.Digest
                )),
            ]
        );

    private static FailureEntry? Failure(BuildFailure? failure) =>
        failure is null
            ? null
            : new(
                ContainerText.HarmlessLine(failure.Message),
                failure.DockerfileLine,
                failure.TemplateFile,
                failure.TemplateLine,
                [.. failure.LogTail.Select(ContainerText.Harmless)],
                failure.Reproduce
            );

    private static IReadOnlyList<TestEntry> Tests(TestedImage image) =>
        [
            .. image.Verdicts.Select(verdict => new TestEntry(
                verdict.Name,
                OutcomeWord.For(verdict.Outcome),
                verdict.Reason is { } reason ? ContainerText.HarmlessLine(reason) : null,
                Seconds(verdict.Duration),
                verdict.Location?.File,
                verdict.Location?.Line,
                verdict.Location?.Column,
                ContainerText.Harmless(verdict.Output),
                verdict.Reproduce,
                verdict.Kept,
                verdict.Needs is { } needs ? ContainerText.HarmlessLine(needs) : null,
                verdict.Remembered
            )),
        ];

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
