using Images.Definitions;
using Images.Planning;
using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Rendering;

namespace Images.Engines.Registries;

/// <summary>Asks the family's first registry for its images: the manifest of the version's tag, and the configuration that bears the labels.</summary>
/// <param name="client">The registries.</param>
/// <param name="family">The family.</param>
public sealed class RegistryImages(RegistryClient client, Family family) : IPublishedImages
{
    /// <inheritdoc/>
    public async Task<PublishedImage?> FindAsync(Variant variant, CancellationToken cancellationToken)
    {
        if (family.Registries.Count == 0 || variant.Push is [])
        {
            return null;
        }

        var reference = RegistryReference.Parse(ImageReferences.Of(family, variant));
        try
        {
            var manifest = await client.GetManifestAsync(reference, cancellationToken);
            var own =
                manifest.IsIndex && Platform.TryParse(variant.Platforms[0]) is { } platform
                    ? await client.GetManifestAsync(reference.WithDigest(manifest.Descriptor.Digest), platform, cancellationToken)
                    : manifest;
            var image = own.ToImage();
            var configuration = await client.GetConfigurationAsync(reference, image, cancellationToken);
            return new PublishedImage(reference.ToString(), manifest.Descriptor.Digest, configuration.Labels)
            {
                PlatformDigest = own.Descriptor.Digest,
                Size = image.Layers.Sum(layer => layer.Size),
            };
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return null;
        }
        catch (FormatException error)
        {
            throw new RegistryException(RegistryProblem.Malformed, $"{reference}: {error.Message}; publish it anew", error);
        }
    }
}
