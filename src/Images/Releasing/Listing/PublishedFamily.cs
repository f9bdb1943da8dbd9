using Images.Definitions;
using Images.Planning;
using Images.Publishing;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Rendering;

namespace Images.Releasing.Listing;

/// <summary>Reads from a registry what is published of a family, whoever published it.</summary>
/// <param name="client">The registries.</param>
/// <param name="registry">The registry and prefix, such as <c>ghcr.io/acme</c>.</param>
public sealed class PublishedFamily(RegistryClient client, string registry)
{
    private const int AtOnce = 8;
    private const string BaseName = "org.opencontainers.image.base.name";
    private const string Revision = "org.opencontainers.image.revision";

    /// <summary>Reads every image that goes to the registry.</summary>
    /// <param name="variants">The family's variants.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is there, what is not and should be, and what never is.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<PublishedListing> ReadAsync(IEnumerable<Variant> variants, CancellationToken cancellationToken)
    {
        var ordered = variants.OrderBy(variant => variant.Id, StringComparer.Ordinal).ToList();
        var found = new PublishedVariant?[ordered.Count];
        var reasons = new string?[ordered.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            ordered.Index(),
            parallel,
            async (entry, token) =>
            {
                var (index, variant) = entry;
                if (Publications.WhyNot(variant, registry) is { } why)
                {
                    reasons[index] = why;
                    return;
                }

                var reference = ReferenceOf(variant);
                found[index] = await FindAsync(variant, reference, token);
            }
        );
        return new PublishedListing(
            [.. found.OfType<PublishedVariant>()],
            [
                .. ordered
                    .Index()
                    .Where(entry => found[entry.Index] is null && reasons[entry.Index] is null)
                    .Select(entry => new MissingImage(entry.Item.Id, ReferenceOf(entry.Item).ToString())),
            ],
            [
                .. ordered
                    .Index()
                    .Where(entry => reasons[entry.Index] is not null)
                    .Select(entry => new UnpublishedImage(entry.Item.Id, reasons[entry.Index]!)),
            ]
        );
    }

    /// <summary>Reads an image that once was published, by its digest.</summary>
    /// <param name="variant">Its variant.</param>
    /// <param name="digest">The digest of its manifest or index.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the registry does not have it any more.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public Task<PublishedVariant?> FindEarlierAsync(Variant variant, string digest, CancellationToken cancellationToken) =>
        FindAsync(variant, ReferenceOf(variant).WithDigest(digest), cancellationToken);

    private RegistryReference ReferenceOf(Variant variant)
    {
        var repository = RegistryReference.Parse($"{registry.TrimEnd('/')}/{variant.Image}");
        return repository.WithTag(ImageReferences.Version(variant) ?? variant.Tags[0].Name);
    }

    private async Task<PublishedVariant?> FindAsync(Variant variant, RegistryReference reference, CancellationToken cancellationToken)
    {
        try
        {
            var root = await client.GetManifestAsync(reference, cancellationToken);
            var platforms = new List<ReleasedPlatform>();
            ImageConfiguration? first = null;
            var configuration = "";
            foreach (var manifest in await ManifestsAsync(reference, root, cancellationToken))
            {
                var image = manifest.ToImage();
                var read = await client.GetConfigurationAsync(reference, image, cancellationToken);
                (first, configuration) = first is null ? (read, image.Config.Digest) : (first, configuration);
                platforms.Add(
                    new ReleasedPlatform(read.Platform.ToString(), manifest.Descriptor.Digest, image.Layers.Sum(layer => layer.Size))
                );
            }

            // A tag that names another variant's image, or somebody else's, is no release of this one.
            return first is null || first.Labels.GetValueOrDefault(ImageLabels.Variant) != variant.Id
                ? null
                : new PublishedVariant(
                    variant,
                    reference with
                    {
                        Digest = null,
                    },
                    new ReleasedImage(
                        variant.Id,
                        variant.Image,
                        reference.ToString(),
                        root.Descriptor.Digest,
                        [.. variant.Tags.Select(tag => tag.Name)],
                        [.. platforms.OrderBy(platform => platform.Platform, StringComparer.Ordinal)]
                    )
                    {
                        Description = variant.Description?.Value,
                        Fingerprint = first.Labels.GetValueOrDefault(ImageLabels.Fingerprint),
                        Revision = first.Labels.GetValueOrDefault(Revision),
                        Base = BaseOf(first),
                    },
                    first.Created,
                    configuration
                );
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

    private async Task<IReadOnlyList<FetchedManifest>> ManifestsAsync(
        RegistryReference reference,
        FetchedManifest root,
        CancellationToken cancellationToken
    )
    {
        if (!root.IsIndex)
        {
            return [root];
        }

        var manifests = new List<FetchedManifest>();
        foreach (var image in root.ToIndex().Images)
        {
            manifests.Add(await client.GetManifestAsync(reference.WithDigest(image.Digest), cancellationToken));
        }

        return manifests;
    }

    // What it was built on is among its inputs: an external base with its digest, an image of the family with its fingerprint.
    private static ReleasedBase? BaseOf(ImageConfiguration configuration)
    {
        if (configuration.Labels.GetValueOrDefault(BaseName) is not { } name)
        {
            return null;
        }

        var inputs = RecordedInputs.Parse(configuration.Labels.GetValueOrDefault(ImageLabels.Inputs));
        return new ReleasedBase(name, inputs?.Bases.GetValueOrDefault(name));
    }
}
