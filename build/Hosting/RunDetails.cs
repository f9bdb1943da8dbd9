using Images.Engines;
using Images.Engines.Inspecting;
using Images.Reporting;
using Images.Reporting.Changes;
using Images.Testing;
using Images.Testing.Inventory;

namespace Images.Build.Hosting;

/// <summary>Adds to the report of a run what the page shows and the table does not.</summary>
/// <param name="context">Knows the run.</param>
internal sealed class RunDetails(BuildContext context)
{
    private readonly InventoryMemory memory = new(context.Settings.Root);

    /// <summary>Puts together what the run has come to by now.</summary>
    /// <returns>The report, with what the page shows where there is a page.</returns>
    public async Task<RunReport> ReportAsync()
    {
        var duration = context.Time.GetElapsedTime(context.Started);
        var images = context.Tested ?? [.. context.Built.Select(image => new TestedImage(image, []))];
        return await AddAsync(new RunReport(context.Time.GetUtcNow() - duration, duration, images) { Published = context.Published });
    }

    /// <summary>Adds it, unless the run did nothing or only built: then there is no page, and nothing is asked.</summary>
    /// <param name="report">The run.</param>
    /// <returns>The report, with more or as it was.</returns>
    public async Task<RunReport> AddAsync(RunReport report)
    {
        if (!report.DidSomething || context.Tested is null)
        {
            return report;
        }

        var (details, earlier) = context.Details ??= await ReadAsync(report.Images);
        return report with { Details = details, Earlier = earlier };
    }

    private async Task<(IReadOnlyDictionary<string, ImageDetails> Images, EarlierRun? Earlier)> ReadAsync(IReadOnlyList<TestedImage> images)
    {
        var earlier = EarlierRun.Read(context.Settings.Root);
        var timings = context.Timeline?.Finish();
        var details = new Dictionary<string, ImageDetails>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            var id = image.Built.Planned.Id;
            var before = earlier?.Images.GetValueOrDefault(id)?.ImageId;
            details[id] = new ImageDetails
            {
                Timing = timings?.GetValueOrDefault(id),
                Layers = await LayersAsync(image),
                Inventory = InventoryOf(image.Built.ImageId),
                InventoryBefore = before is null || before == image.Built.ImageId ? null : InventoryOf(before),
                Sbom = context.Inventories?.Documents.GetValueOrDefault(id),
            };
        }

        return (details, earlier);
    }

    private ImageInventory? InventoryOf(string? imageId) => imageId is null ? null : memory.Find(imageId);

    private async Task<IReadOnlyList<LayerSize>> LayersAsync(TestedImage image)
    {
        try
        {
            return image.Built.ImageId is { } imageId && context.Engines?.SessionOf(image.Built) is { } session
                ? await session.History.LayersAsync(imageId, context.Cancellation)
                : [];
        }
        catch (Exception error) when (error is EngineException or HttpRequestException or IOException or OperationCanceledException)
        {
            return [];
        }
    }
}
