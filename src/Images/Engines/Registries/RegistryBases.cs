using Images.Planning.Locking;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Engines.Registries;

/// <summary>Asks registries for external bases.</summary>
/// <param name="client">The registries.</param>
public sealed class RegistryBases(RegistryClient client) : IBaseRegistry
{
    /// <inheritdoc/>
    public async Task<string> DigestAsync(string reference, CancellationToken cancellationToken) =>
        (await client.ResolveAsync(RegistryReference.Parse(reference), cancellationToken)).Digest;

    /// <inheritdoc/>
    public async Task<LockedBase> ResolveAsync(
        string reference,
        string? digest,
        IReadOnlyList<string> platforms,
        CancellationToken cancellationToken
    )
    {
        var named = RegistryReference.Parse(reference);
        var wanted = digest is null ? named : named.WithDigest(digest);
        var manifest = await client.GetManifestAsync(wanted, cancellationToken);
        var available = await PlatformsAsync(wanted, manifest, cancellationToken);
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var platform in platforms)
        {
            var parsed = Platform.TryParse(platform);
            var found = available.FirstOrDefault(image => image.Platform == parsed);
            found = found.Digest is null ? available.FirstOrDefault(image => parsed is not null && image.Platform.IsSameAs(parsed)) : found;
            digests[platform] = found.Digest ?? throw Without(reference, platform, available.Select(image => image.Platform));
        }

        return new LockedBase(reference, manifest.Descriptor.Digest, digests);
    }

    private async Task<IReadOnlyList<(Platform Platform, string Digest)>> PlatformsAsync(
        RegistryReference reference,
        FetchedManifest manifest,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (manifest.IsIndex)
            {
                return [.. manifest.ToIndex().Images.Select(image => (image.Platform!, image.Digest))];
            }

            var configuration = await client.GetConfigurationAsync(reference, manifest.ToImage(), cancellationToken);
            return [(configuration.Platform, manifest.Descriptor.Digest)];
        }
        catch (FormatException error)
        {
            throw new RegistryException(RegistryProblem.Malformed, $"{reference}: {error.Message}; push it anew", error);
        }
    }

    private static RegistryException Without(string reference, string platform, IEnumerable<Platform> available) =>
        new(
            RegistryProblem.NotFound,
            $"{reference}: there is none for {platform}, only for {string.Join(", ", available)}; choose another base or platform"
        );
}
