using System.Collections.Concurrent;
using Images.Building;
using Images.Engines;
using Images.Testing.Inventory.Spdx;

namespace Images.Build.Hosting;

/// <summary>Takes the inventories of the images that a run built, beside their tests, and writes their bills of materials.</summary>
/// <param name="context">Knows the run.</param>
/// <param name="engines">Where the images are.</param>
internal sealed class InventoryRun(BuildContext context, EngineSessions engines)
{
    private const int AtOnce = 2;

    private readonly ConcurrentDictionary<string, string> documents = new(StringComparer.Ordinal);

    /// <summary>Gets where the bills of materials are, relative to the family's folder, by variant.</summary>
    public IReadOnlyDictionary<string, string> Documents => documents;

    /// <summary>Takes them; what cannot be had is said, and fails nothing.</summary>
    /// <param name="images">What was built.</param>
    /// <returns>When done; nothing is asked for images that were there before.</returns>
    public async Task TakeAsync(IEnumerable<BuiltImage> images)
    {
        var built = images.Where(image => image is { Outcome: BuildOutcome.Built, ImageId: not null });
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = context.Cancellation };
        await Parallel.ForEachAsync(built, parallel, async (image, token) => await TakeAsync(image, token));
    }

    private async Task TakeAsync(BuiltImage image, CancellationToken cancellationToken)
    {
        var (id, imageId) = (image.Planned.Id, image.ImageId!);
        try
        {
            var session = engines.SessionOf(image);
            var inventory = await session.Inventories(context.Settings.Root).OfAsync(imageId, cancellationToken);
            if (await session.Descriptions.FindAsync(imageId, cancellationToken) is not { } description)
            {
                return;
            }

            var name = context.Plan.References.Of(image.Planned.Rendered.Variant);
            var subject = new SpdxSubject(name, imageId, description.Created ?? DateTimeOffset.UnixEpoch)
            {
                Platform = description.Platform,
            };
            var path = $"artifacts/sbom/{id.Replace(':', '-')}.spdx.json";
            var file = Path.Combine(context.Settings.Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, SpdxDocument.Create(subject, inventory).ToBytes(), cancellationToken);
            documents[id] = path;
        }
        catch (Exception error) when (error is EngineException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            context.Output.Note($"{id}: its packages are not known: {ContainerText.HarmlessLine(error.Message)}");
        }
    }
}
