using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry;

/// <content>Manifests, indexes and tags.</content>
public sealed partial class RegistryClient
{
    private const long LongestConfiguration = 8 * 1024 * 1024;

    /// <summary>Asks what a reference is now, by one HEAD where the registry answers that in full.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The manifest's or index's media type, digest and size; null where the registry does not have it.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked, or refuses.</exception>
    public Task<Descriptor?> FindAsync(RegistryReference reference, CancellationToken cancellationToken) =>
        manifests.FindAsync(reference, RegistryRequest.Pull, cancellationToken);

    /// <summary>Asks what a reference is now; what is not there is an error.</summary>
    /// <inheritdoc cref="FindAsync"/>
    /// <returns>The manifest's or index's media type, digest and size.</returns>
    public Task<Descriptor> ResolveAsync(RegistryReference reference, CancellationToken cancellationToken) =>
        manifests.ResolveAsync(reference, RegistryRequest.Pull, cancellationToken);

    /// <summary>Reads a manifest or an index.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document; its digest is computed, and is the one that was asked for.</returns>
    /// <exception cref="RegistryException">The registry does not have it, gives something else, or cannot be asked.</exception>
    public Task<FetchedManifest> GetManifestAsync(RegistryReference reference, CancellationToken cancellationToken) =>
        manifests.GetAsync(reference, RegistryRequest.Pull, cancellationToken);

    /// <summary>Finds the manifest of one platform: in an index the platform's, else the reference's own.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="RegistryException">There is none for that platform, or the registry cannot be asked.</exception>
    public async Task<FetchedManifest> GetManifestAsync(RegistryReference reference, Platform platform, CancellationToken cancellationToken)
    {
        var fetched = await GetManifestAsync(reference, cancellationToken);
        if (!fetched.IsIndex)
        {
            return fetched;
        }

        var index = ContentErrors.Read(reference, fetched.ToIndex);
        return index.Find(platform) is { } image
            ? await GetManifestAsync(reference.WithDigest(image.Digest), cancellationToken)
            : throw new RegistryException(
                RegistryProblem.NotFound,
                $"{reference}: there is none for {platform}, only for {string.Join(", ", index.Images.Select(other => other.Platform))}; choose another base or platform"
            );
    }

    /// <summary>Reads the configuration of an image.</summary>
    /// <param name="reference">Where the image is.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="RegistryException">The registry does not have it, gives something else, or cannot be asked.</exception>
    public async Task<ImageConfiguration> GetConfigurationAsync(
        RegistryReference reference,
        ImageManifest manifest,
        CancellationToken cancellationToken
    )
    {
        var bytes = await GetBlobAsync(reference, manifest.Config, LongestConfiguration, cancellationToken);
        return ContentErrors.Read(reference, () => ContentReader.Configuration(bytes));
    }

    /// <summary>
    /// Puts a manifest or an index under a digest or a tag. What it names must be there. Where the answer is lost or is no success,
    /// the registry is asked whether it has it, and only then it is put again.
    /// </summary>
    /// <param name="reference">The tag, or the digest; with both, the digest.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="bytes">The document, at most 4 MiB.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the registry has now.</returns>
    /// <exception cref="RegistryException">
    /// The registry lacks something that it names (<see cref="RegistryProblem.Incomplete"/>), does not take it, or cannot be asked.
    /// </exception>
    public Task<Descriptor> PutManifestAsync(
        RegistryReference reference,
        string mediaType,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    ) => PutManifestAsync(reference, mediaType, bytes, guard: null, cancellationToken);

    /// <summary>Puts a manifest or an index as long as a guard lets it: a tag may have been moved by somebody else between two attempts.</summary>
    /// <param name="reference">The tag, or the digest; with both, the digest.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="bytes">The document, at most 4 MiB.</param>
    /// <param name="guard">Is called right before each attempt; what it throws ends it. Null: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <inheritdoc cref="PutManifestAsync(RegistryReference, string, ReadOnlyMemory{byte}, CancellationToken)"/>
    public async Task<Descriptor> PutManifestAsync(
        RegistryReference reference,
        string mediaType,
        ReadOnlyMemory<byte> bytes,
        Func<CancellationToken, Task>? guard,
        CancellationToken cancellationToken
    ) => (await manifestWriter.PutAsync(reference, mediaType, bytes, guard, cancellationToken)).Descriptor;

    /// <summary>Lists the tags of a repository, page by page.</summary>
    /// <param name="repository">The repository; tag and digest do not matter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tags in the registry's order.</returns>
    /// <exception cref="RegistryException">There is no such repository, or the registry cannot be asked.</exception>
    public IAsyncEnumerable<string> ListTagsAsync(RegistryReference repository, CancellationToken cancellationToken) =>
        tags.ReadAsync(repository, cancellationToken);

    /// <summary>Takes a tag away, or a manifest with all its tags where the reference is a digest.</summary>
    /// <param name="reference">What to delete.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was not there.</returns>
    /// <exception cref="RegistryException">The registry does not permit it, or cannot be asked.</exception>
    public Task<bool> DeleteAsync(RegistryReference reference, CancellationToken cancellationToken) =>
        tags.DeleteAsync(reference, cancellationToken);

    /// <summary>
    /// Lists what is about a manifest: signatures, SBOMs, attestations. Where the registry keeps no such list, the one under the tag
    /// <c>sha256-HEX</c> is read.
    /// </summary>
    /// <param name="repository">The repository; tag and digest do not matter.</param>
    /// <param name="digest">The manifest.</param>
    /// <param name="artifactType">The kind to list; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The manifests; none where there is no such list or no such manifest.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked, or answers wrongly.</exception>
    public IAsyncEnumerable<Descriptor> ListReferrersAsync(
        RegistryReference repository,
        string digest,
        string? artifactType,
        CancellationToken cancellationToken
    ) => referrers.ReadAsync(repository, digest, artifactType, cancellationToken);

    /// <summary>
    /// Puts a manifest that is about another under its digest, and where the registry keeps no list of such, into the one under the tag
    /// <c>sha256-HEX</c>.
    /// </summary>
    /// <param name="repository">The repository; tag and digest do not matter.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="bytes">The manifest; its <c>subject</c> says what it is about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the registry has now.</returns>
    /// <exception cref="RegistryException">It has no subject, is not taken, or the registry cannot be asked.</exception>
    public Task<Descriptor> AddReferrerAsync(
        RegistryReference repository,
        string mediaType,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    ) => referrerWriter.AddAsync(repository, mediaType, bytes, cancellationToken);
}
