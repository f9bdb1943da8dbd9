using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Contents;

/// <summary>Reads images that a registry has, for another place.</summary>
/// <param name="client">The registries.</param>
internal sealed class RegistryContent(RegistryClient client)
{
    private const int MostManifests = 1000;

    /// <summary>Reads the documents of an image; its blobs are read when they are sent.</summary>
    /// <param name="reference">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image, with everything that an index names.</returns>
    /// <exception cref="RegistryException">The registry lacks something of it, or cannot be asked.</exception>
    public async Task<ImageContent> ReadAsync(RegistryReference reference, CancellationToken cancellationToken)
    {
        var manifests = new List<ManifestContent>();
        try
        {
            await AddAsync(reference, manifests, cancellationToken);
        }
        catch (FormatException error)
        {
            throw new RegistryException(RegistryProblem.Malformed, $"{reference}: {error.Message}; push it anew", error);
        }

        return new ImageContent(manifests[^1].Descriptor, manifests);
    }

    private async Task AddAsync(RegistryReference reference, List<ManifestContent> manifests, CancellationToken cancellationToken)
    {
        var fetched = await client.GetManifestAsync(reference, cancellationToken);
        foreach (var child in fetched.IsIndex ? fetched.ToIndex().Manifests : [])
        {
            if (manifests.Count >= MostManifests)
            {
                throw new FormatException($"it names more than {MostManifests} manifests");
            }

            await AddAsync(reference.WithDigest(child.Digest), manifests, cancellationToken);
        }

        manifests.Add(new ManifestContent(fetched.Descriptor, fetched.Bytes, fetched.IsIndex ? [] : Blobs(reference, fetched.ToImage())));
    }

    private List<BlobContent> Blobs(RegistryReference reference, ImageManifest manifest) =>
        [
            .. manifest
                .Layers.Prepend(manifest.Config)
                .Select(blob => new BlobContent(blob, (offset, token) => OpenAsync(reference, blob, offset, token))),
        ];

    private async Task<Stream> OpenAsync(RegistryReference reference, Descriptor blob, long offset, CancellationToken cancellationToken)
    {
        var stream = await client.OpenBlobAsync(reference, blob, cancellationToken);
        try
        {
            var buffer = new byte[1 << 16];
            for (var left = offset; left > 0; )
            {
                left -= await stream.ReadAtLeastAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), 1, true, cancellationToken);
            }

            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
