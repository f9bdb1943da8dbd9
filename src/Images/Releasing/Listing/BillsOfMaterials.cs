using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Testing.Comparing;
using Images.Testing.Inventory;
using Images.Testing.Inventory.Spdx;

namespace Images.Releasing.Listing;

/// <summary>
/// Finds what is in published images, the cheapest way first: what this machine remembers of them, the document that was attached to
/// them, and only then their layers.
/// </summary>
/// <param name="client">The registries.</param>
/// <param name="images">Opens published images.</param>
/// <param name="memory">What this machine has read before.</param>
/// <param name="notices">Told when layers are read.</param>
public sealed class BillsOfMaterials(RegistryClient client, ComparedImages images, InventoryMemory memory, IProgress<string> notices)
{
    private const int Longest = 64 << 20;

    /// <summary>Finds the document of an image: of its first platform where it is for several.</summary>
    /// <param name="published">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An SPDX document; the same bytes for the same image.</returns>
    /// <exception cref="RegistryException">The registry does not give it.</exception>
    public async Task<byte[]> OfAsync(PublishedVariant published, CancellationToken cancellationToken)
    {
        var platform = published.Image.Platforms[0];
        if (await AttachedAsync(published.Reference, platform.Digest, cancellationToken) is { } attached)
        {
            return attached;
        }

        var inventory =
            memory.Find(published.Configuration)
            ?? memory.Find(platform.Digest)
            ?? memory.Find(published.Image.Digest)
            ?? await ReadAsync(published, platform, cancellationToken);
        var name = $"{published.Reference.Registry}/{published.Reference.Repository}";
        var subject = new SpdxSubject(name, platform.Digest, published.Created ?? DateTimeOffset.UnixEpoch)
        {
            Platform = platform.Platform,
        };
        return SpdxDocument.Create(subject, inventory).ToBytes();
    }

    /// <summary>Finds the document that is attached to an image.</summary>
    /// <param name="repository">Where the image is.</param>
    /// <param name="digest">The digest of its manifest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<byte[]?> AttachedAsync(RegistryReference repository, string digest, CancellationToken cancellationToken)
    {
        await foreach (var referrer in client.ListReferrersAsync(repository, digest, SpdxDocument.MediaType, cancellationToken))
        {
            try
            {
                var manifest = (await client.GetManifestAsync(repository.WithDigest(referrer.Digest), cancellationToken)).ToImage();
                if (manifest.Layers is [{ Size: <= Longest } layer] && layer.MediaType == SpdxDocument.MediaType)
                {
                    return await client.GetBlobAsync(repository, layer, Longest, cancellationToken);
                }
            }
            catch (FormatException)
            {
                // Of somebody else's making; there may be another.
            }
        }

        return null;
    }

    private async Task<ImageInventory> ReadAsync(PublishedVariant published, ReleasedPlatform platform, CancellationToken cancellationToken)
    {
        notices.Report($"{published.Variant.Id}: reading its layers to see its packages; publish --attach=sbom spares that");
        var wanted = Platform.TryParse(platform.Platform) ?? new Platform("linux", "amd64");
        var compared =
            await images.PublishedAsync(published.Reference.WithDigest(platform.Digest), wanted, cancellationToken)
            ?? throw new RegistryException(RegistryProblem.NotFound, $"{published.Reference}: it is gone; run 'publish' again");
        var inventory = await new ImageComparer(inventories: null).InventoryAsync(compared, cancellationToken);
        memory.Add(inventory);
        return inventory;
    }
}
