using Images.Engines.Inspecting;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Engines.Registries;

/// <summary>Describes the images of registries.</summary>
/// <param name="client">The registries.</param>
public sealed class RegistryDescriptions(RegistryClient client)
{
    /// <summary>Describes what a registry has under a reference.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="platform">The platform to describe in full where there are several; the first where there is none for it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the registry does not have it.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<PublishedDescription?> FindAsync(RegistryReference reference, Platform platform, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await client.GetManifestAsync(reference, cancellationToken);
            var platforms = new List<string>();
            var own = manifest;
            if (manifest.IsIndex)
            {
                var index = manifest.ToIndex();
                platforms.AddRange(index.Images.Select(image => image.Platform!.ToString()));
                var chosen = index.Find(platform) ?? index.Images.FirstOrDefault() ?? throw new FormatException("the index lists no image");
                own = await client.GetManifestAsync(reference.WithDigest(chosen.Digest), cancellationToken);
            }

            var image = await DescribeAsync(reference, own, cancellationToken);
            return new PublishedDescription(manifest.Descriptor.Digest, platforms.Count > 0 ? platforms : [image.Platform], image);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return null;
        }
        catch (FormatException error)
        {
            throw new RegistryException(RegistryProblem.Malformed, $"{reference}: {error.Message}; push it anew", error);
        }
    }

    private async Task<ImageDescription> DescribeAsync(
        RegistryReference reference,
        FetchedManifest manifest,
        CancellationToken cancellationToken
    )
    {
        var image = manifest.ToImage();
        var configuration = await client.GetConfigurationAsync(reference, image, cancellationToken);
        return new ImageDescription(
            manifest.Descriptor.Digest,
            configuration.Platform.ToString(),
            configuration.Created,
            image.Layers.Sum(layer => layer.Size),
            [.. image.Layers.Select(layer => new LayerDescription(layer.Digest, layer.Size))],
            configuration.Labels
        );
    }
}
