using Images.Testing.Inventory;

namespace Images.Testing.Comparing;

/// <summary>Compares two images, both of which are read at the same time.</summary>
/// <param name="inventories">Tells the packages of an engine's images where files are not compared; null: files are read for them.</param>
public sealed class ImageComparer(ImageInventories? inventories)
{
    /// <summary>Compares two images.</summary>
    /// <param name="before">The older.</param>
    /// <param name="after">The newer.</param>
    /// <param name="withFiles">Whether files are compared, for which every byte of both is read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The differences.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    /// <exception cref="Registry.Errors.RegistryException">The registry failed.</exception>
    public async Task<ComparisonDocument> CompareAsync(
        ComparedImage before,
        ComparedImage after,
        bool withFiles,
        CancellationToken cancellationToken
    )
    {
        var reading = ReadAsync(before, withFiles, cancellationToken);
        var now = await ReadAsync(after, withFiles, cancellationToken);
        var was = await reading;
        return new ComparisonDocument(
            1,
            Side(before),
            Side(after),
            after.Image.Size - before.Image.Size,
            before.Image.Layers.Zip(after.Image.Layers).TakeWhile(pair => pair.First.Digest == pair.Second.Digest).Count(),
            ConfigurationComparison.Of(before.Configuration, after.Configuration),
            PackageComparison.Of(was.Packages, now.Packages),
            was.Files is { } older && now.Files is { } newer ? FileComparison.Of(older, newer) : null,
            [.. Notes(before, was), .. Notes(after, now)]
        );
    }

    /// <summary>Lists the packages of one image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The inventory.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    /// <exception cref="Registry.Errors.RegistryException">The registry failed.</exception>
    public async Task<ImageInventory> InventoryAsync(ComparedImage image, CancellationToken cancellationToken)
    {
        if (image.Place == ComparedImage.Engine && inventories is not null)
        {
            return await inventories.OfAsync(image.Image.Digest, cancellationToken);
        }

        await using var tree = await image.OpenAsync(cancellationToken);
        var packages = new PackageCollector();
        await tree.WalkAsync([], packages, cancellationToken);
        return packages.Finish(image.Image.Digest);
    }

    private static ComparedSide Side(ComparedImage image) =>
        new(
            image.Reference,
            image.Place,
            image.Image.Digest,
            image.Image.Platform,
            image.Image.Created,
            image.Image.Size,
            image.Image.Layers
        );

    private static IEnumerable<string> Notes(ComparedImage image, Reading reading) =>
        reading.Packages.Notes.Select(note => $"{image.Reference}: {note}");

    private async Task<Reading> ReadAsync(ComparedImage image, bool withFiles, CancellationToken cancellationToken)
    {
        if (!withFiles)
        {
            return new Reading(await InventoryAsync(image, cancellationToken), null);
        }

        await using var tree = await image.OpenAsync(cancellationToken);
        var packages = new PackageCollector();
        var files = new FileListing(packages);
        await tree.WalkAsync([], files, cancellationToken);
        return new Reading(packages.Finish(image.Image.Digest), files.Finish());
    }

    private sealed record Reading(ImageInventory Packages, IReadOnlyDictionary<string, FileRecord>? Files);
}
