using Images.Publishing.Contents;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Attaching;

/// <summary>What an image that a repository has says about itself.</summary>
/// <param name="Manifest">The manifest of a platform.</param>
/// <param name="Configuration">Its configuration.</param>
internal sealed record PublishedFacts(Descriptor Manifest, ImageConfiguration Configuration)
{
    private const long LongestConfiguration = 8 * 1024 * 1024;

    /// <summary>Reads them, out of what was sent where that is at hand.</summary>
    /// <param name="client">The registries.</param>
    /// <param name="repository">Where the image is by now.</param>
    /// <param name="content">The image.</param>
    /// <param name="platform">The platform; null: the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the image says.</returns>
    /// <exception cref="RegistryException">It says nothing that can be understood.</exception>
    public static async Task<PublishedFacts> ReadAsync(
        RegistryClient client,
        RegistryReference repository,
        ImageContent content,
        Platform? platform,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var manifest = Find(content, platform);
            var config = manifest.Blobs[0];
            var bytes = config.Open is null
                ? await client.GetBlobAsync(repository, config.Descriptor, LongestConfiguration, cancellationToken)
                : await ReadAsync(config.Open, cancellationToken);
            return new PublishedFacts(manifest.Descriptor, ImageConfiguration.Read(bytes));
        }
        catch (FormatException error)
        {
            throw new RegistryException(
                RegistryProblem.Malformed,
                $"{repository.WithDigest(content.Root.Digest)}: {error.Message}; nothing can be attached to it",
                error
            );
        }
    }

    private static ManifestContent Find(ImageContent content, Platform? platform)
    {
        var root = content.Manifests[^1];
        if (!MediaTypes.IsIndex(root.Descriptor.MediaType))
        {
            return root;
        }

        var index = new FetchedManifest(root.Descriptor, root.Bytes).ToIndex();
        var child = (platform is null ? null : index.Find(platform)) ?? index.Images.FirstOrDefault();
        return content.Manifests.FirstOrDefault(manifest => manifest.Descriptor.Digest == child?.Digest)
            ?? throw new FormatException("its index names no image");
    }

    private static async Task<byte[]> ReadAsync(Func<long, CancellationToken, Task<Stream>> open, CancellationToken cancellationToken)
    {
        await using var stream = await open(0, cancellationToken);
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole, cancellationToken);
        return whole.ToArray();
    }
}
