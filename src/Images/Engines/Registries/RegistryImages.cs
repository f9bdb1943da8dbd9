using System.Collections.Concurrent;
using Images.Definitions;
using Images.Planning;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Rendering;

namespace Images.Engines.Registries;

/// <summary>
/// Asks the family's first registry for its images, by one request each where that will do: a HEAD of the version's tag where its
/// digest is remembered, else its manifest, whose annotations tell the fingerprint. Where they don't, the configuration does.
/// </summary>
/// <param name="client">The registries.</param>
/// <param name="family">The family.</param>
/// <param name="memory">What was seen before.</param>
public sealed class RegistryImages(RegistryClient client, Family family, RegistryMemory memory) : IPublishedImages
{
    private readonly ConcurrentDictionary<string, FetchedManifest> manifests = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<PublishedImage?> FindAsync(Variant variant, CancellationToken cancellationToken)
    {
        if (family.Registries.Count == 0 || variant.Push is [])
        {
            return null;
        }

        var reference = ReferenceOf(variant);
        var key = $"{reference} {variant.Platforms[0]}";
        try
        {
            var now = reference;
            if (memory.Find(key) is { } known)
            {
                var current = await client.ResolveAsync(reference, cancellationToken);
                if (current.Digest == known.Digest)
                {
                    return new PublishedImage(reference.ToString(), known.Digest, known.Labels);
                }

                now = reference.WithDigest(current.Digest);
            }

            var manifest = await client.GetManifestAsync(now, cancellationToken);
            manifests[manifest.Descriptor.Digest] = manifest;
            if ((Brief(manifest) ?? await LabelsAsync(reference, variant, manifest, cancellationToken)) is not { } labels)
            {
                return null;
            }

            memory.Add(key, new RememberedImage(manifest.Descriptor.Digest, ImageLabels.Brief(labels)));
            return new PublishedImage(reference.ToString(), manifest.Descriptor.Digest, labels);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return null;
        }
        catch (FormatException error)
        {
            throw Malformed(reference, error);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>?> LabelsAsync(Variant variant, string digest, CancellationToken cancellationToken)
    {
        var reference = ReferenceOf(variant);
        try
        {
            var manifest =
                manifests.GetValueOrDefault(digest) ?? await client.GetManifestAsync(reference.WithDigest(digest), cancellationToken);
            return await LabelsAsync(reference, variant, manifest, cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return null;
        }
        catch (FormatException error)
        {
            throw Malformed(reference, error);
        }
    }

    private static RegistryException Malformed(RegistryReference reference, FormatException error) =>
        new(RegistryProblem.Malformed, $"{reference}: {error.Message}; publish it anew", error);

    private static IReadOnlyDictionary<string, string>? Brief(FetchedManifest manifest)
    {
        var annotations = manifest.IsIndex ? manifest.ToIndex().Annotations : manifest.ToImage().Annotations;
        return ImageLabels.Brief(annotations) is { Count: > 0 } brief ? brief : null;
    }

    private RegistryReference ReferenceOf(Variant variant) => RegistryReference.Parse(ImageReferences.Of(family, variant));

    // Null where an index has nothing for the platform.
    private async Task<IReadOnlyDictionary<string, string>?> LabelsAsync(
        RegistryReference reference,
        Variant variant,
        FetchedManifest manifest,
        CancellationToken cancellationToken
    )
    {
        var own = manifest;
        if (manifest.IsIndex)
        {
            if (Platform.TryParse(variant.Platforms[0]) is not { } platform || manifest.ToIndex().Find(platform) is not { } found)
            {
                return null;
            }

            own = await client.GetManifestAsync(reference.WithDigest(found.Digest), cancellationToken);
        }

        return (await client.GetConfigurationAsync(reference, own.ToImage(), cancellationToken)).Labels;
    }
}
