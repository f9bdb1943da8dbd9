using System.Runtime.CompilerServices;
using Images.Building;
using Images.Engines;
using Images.Publishing.Contents;
using Images.Publishing.Sending;

namespace Images.Publishing.Exporting;

/// <summary>Reads images out of engines, some at a time, so that layers that they share are read once.</summary>
/// <param name="exportOf">Reads an image out of the engine that has it.</param>
/// <param name="files">What is kept on disk.</param>
/// <param name="known">Knows what registries have.</param>
/// <param name="notices">Told what is read.</param>
internal sealed class ExportRun(
    Func<BuiltImage, CancellationToken, Task<IImageExport>> exportOf,
    PublishFiles files,
    KnownBlobs known,
    IProgress<string> notices
)
{
    private const long MostBytes = 2L << 30;
    private const int MostImages = 100;

    // What compression mostly leaves; the check is there to end early, and writing ends it otherwise.
    private const int Compression = 2;

    /// <summary>Reads images.</summary>
    /// <param name="deliveries">Which, and where they go.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each image as soon as it is read.</returns>
    /// <exception cref="EngineException">An engine does not give an image.</exception>
    /// <exception cref="IOException">There is no room for the layers.</exception>
    public async IAsyncEnumerable<(ImageDelivery Delivery, ImageContent Content)> ReadAsync(
        IReadOnlyList<ImageDelivery> deliveries,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var engine in deliveries.GroupBy(delivery => delivery.Image.Engine, StringComparer.Ordinal))
        {
            var export = await exportOf(engine.First().Image, cancellationToken);
            foreach (var batch in Batches(engine))
            {
                var contents = await ReadAsync(export, batch, cancellationToken);
                foreach (var pair in batch.Zip(contents))
                {
                    yield return pair;
                }
            }
        }
    }

    /// <summary>Reads an image again, trusting no memory of its layers.</summary>
    /// <param name="delivery">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image; all of its blobs can be opened.</returns>
    /// <exception cref="EngineException">The engine does not give it.</exception>
    /// <exception cref="IOException">There is no room for the layers.</exception>
    public async Task<ImageContent> ReadWholeAsync(ImageDelivery delivery, CancellationToken cancellationToken)
    {
        var export = await exportOf(delivery.Image, cancellationToken);
        var image = new ExportedImage(IdOf(delivery), await export.LayersAsync(IdOf(delivery), cancellationToken));
        return (await export.ExportAsync([image], static _ => false, cancellationToken))[0];
    }

    private static string IdOf(ImageDelivery delivery) =>
        delivery.Image.ImageId
        ?? throw new EngineException($"{delivery.Image.Planned.Id}: no engine has it, and the registry that had it lost it; run it again");

    private static IEnumerable<IReadOnlyList<ImageDelivery>> Batches(IEnumerable<ImageDelivery> deliveries)
    {
        var batch = new List<ImageDelivery>();
        var bytes = 0L;
        foreach (var delivery in deliveries)
        {
            var size = delivery.Image.Size ?? 0;
            if (batch.Count > 0 && (bytes + size > MostBytes || batch.Count == MostImages))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(delivery);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private async Task<IReadOnlyList<ImageContent>> ReadAsync(
        IImageExport export,
        IReadOnlyList<ImageDelivery> batch,
        CancellationToken cancellationToken
    )
    {
        var layers = await Task.WhenAll(batch.Select(delivery => export.LayersAsync(IdOf(delivery), cancellationToken)));
        var pairs = batch.Zip(layers).ToList();
        await Task.WhenAll(pairs.Select(pair => known.LookAsync(pair.Second, pair.First.Repositories, cancellationToken)));
        var registries = batch.SelectMany(delivery => delivery.Repositories).Select(place => place.Registry).Distinct().ToList();
        var bytes = batch.Sum(delivery => delivery.Image.Size ?? 0);
        RequireRoom(bytes / Compression);
        notices.Report($"reading {batch.Count} of the images out of the engine ({Quantity.Bytes(bytes)})");
        return await export.ExportAsync(
            [.. pairs.Select(pair => new ExportedImage(pair.First.Image.ImageId!, pair.Second))],
            digest => registries.TrueForAll(registry => known.PlaceOf(registry, digest) is not null),
            cancellationToken
        );
    }

    private void RequireRoom(long bytes)
    {
        if (files.Blobs.Room is { } room && room < bytes)
        {
            throw new IOException(
                $"{files.Blobs.Folder}: {Quantity.Bytes(room)} free, and about {Quantity.Bytes(bytes)} are needed for compressed layers; free some room, or publish fewer images at a time"
            );
        }
    }
}
