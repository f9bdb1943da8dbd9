using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Images.Planning;
using Images.Publishing.Contents;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Guarding;

/// <summary>Reads what tags are in registries. A tag is read anew each time; what has a digest is read once.</summary>
/// <param name="client">The registries.</param>
/// <param name="memory">Knows the digests of images.</param>
public sealed partial class PublishedTags(RegistryClient client, PublishMemory memory)
{
    private readonly ConcurrentDictionary<RegistryReference, Task<Descriptor?>> early = new();
    private readonly ConcurrentDictionary<(RegistryReference Repository, string Digest), Lazy<Task<FetchedManifest>>> manifests = new();
    private readonly ConcurrentDictionary<(RegistryReference Repository, string Digest), Lazy<Task<ImageConfiguration?>>> configurations =
        new();

    /// <summary>Tells what is kept under a tag of a digest: a list of referrers, a signature.</summary>
    /// <param name="name">The tag.</param>
    /// <returns>The digest of the image that it is about; null for any other tag.</returns>
    public static string? SubjectOf(string name) =>
        SubjectTag().Match(name) is { Success: true } match ? $"{match.Groups["algorithm"]}:{match.Groups["hex"]}" : null;

    /// <summary>Begins to ask what a tag names, beside other work. The answer is good for the first who wants to know.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public void Begin(RegistryReference tag, CancellationToken cancellationToken) =>
        early.TryAdd(tag, client.FindAsync(tag, cancellationToken));

    /// <summary>Asks what a tag names, unless that was begun and nobody has taken the answer yet.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is no such tag.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<Descriptor?> BegunAsync(RegistryReference tag, CancellationToken cancellationToken)
    {
        if (early.TryRemove(tag, out var begun))
        {
            try
            {
                return await begun;
            }
            catch (RegistryException)
            {
                // That was a while ago; now it may answer.
            }
        }

        return await NowAsync(tag, cancellationToken);
    }

    /// <summary>Asks what a tag names now.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is no such tag.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public Task<Descriptor?> NowAsync(RegistryReference tag, CancellationToken cancellationToken) =>
        client.FindAsync(tag, cancellationToken);

    /// <summary>Lists the tags of a repository.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In the registry's order; none where nothing was published there.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> NamesAsync(RegistryReference repository, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListTagsAsync(repository, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return [];
        }
    }

    /// <summary>Reads a manifest or index.</summary>
    /// <param name="repository">Where it is.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document.</returns>
    /// <exception cref="RegistryException">The registry does not have it, or cannot be asked.</exception>
    public Task<FetchedManifest> ManifestAsync(RegistryReference repository, string digest, CancellationToken cancellationToken) =>
        manifests
            .GetOrAdd(
                (repository, digest),
                key => new(() => client.GetManifestAsync(key.Repository.WithDigest(key.Digest), cancellationToken))
            )
            .Value;

    /// <summary>Says whether what a tag names is an image of an engine: by its own digest, or by that of its configuration.</summary>
    /// <param name="publication">The image, and where.</param>
    /// <param name="current">What the tag names.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when it is, whatever compressed its layers.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<bool> IsImageAsync(Publication publication, Descriptor current, CancellationToken cancellationToken)
    {
        var (repository, image) = (publication.Repository, publication.Image);
        if (
            current.Digest == image.ImageId
            || memory.IsImage(image.ImageId, current.Digest)
            || image.PublishedAs?.EndsWith($"@{current.Digest}", StringComparison.Ordinal) == true
        )
        {
            return true;
        }

        if (MediaTypes.IsIndex(current.MediaType))
        {
            return false;
        }

        var manifest = await ManifestAsync(repository, current.Digest, cancellationToken);
        if (Read(repository, manifest.ToImage).Config.Digest != image.ImageId)
        {
            return false;
        }

        memory.AddImage(image.ImageId, current.Digest);
        return true;
    }

    /// <summary>Reads which variant an image says it is.</summary>
    /// <param name="repository">Where it is.</param>
    /// <param name="current">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The variant's id; null for an image that this program has not made.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<string?> VariantAsync(RegistryReference repository, Descriptor current, CancellationToken cancellationToken) =>
        (await ConfigurationAsync(repository, current.Digest, cancellationToken))?.Labels.GetValueOrDefault(ImageLabels.Variant);

    /// <summary>Reads the configuration of an image; of several platforms that of the first.</summary>
    /// <param name="repository">Where it is.</param>
    /// <param name="digest">The digest of its manifest or index.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null for what is no image.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public Task<ImageConfiguration?> ConfigurationAsync(RegistryReference repository, string digest, CancellationToken cancellationToken) =>
        configurations
            .GetOrAdd((repository, digest), key => new(() => ReadConfigurationAsync(key.Repository, key.Digest, cancellationToken)))
            .Value;

    private async Task<ImageConfiguration?> ReadConfigurationAsync(
        RegistryReference repository,
        string digest,
        CancellationToken cancellationToken
    )
    {
        var manifest = await ManifestAsync(repository, digest, cancellationToken);
        if (manifest.IsIndex)
        {
            return Read(repository, manifest.ToIndex).Images.FirstOrDefault() is { } first
                ? await ConfigurationAsync(repository, first.Digest, cancellationToken)
                : null;
        }

        var image = Read(repository, manifest.ToImage);
        return image.ArtifactType is null && image.Config.MediaType.Contains("image", StringComparison.Ordinal)
            ? await client.GetConfigurationAsync(repository, image, cancellationToken)
            : null;
    }

    private static T Read<T>(RegistryReference repository, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException error)
        {
            throw new RegistryException(RegistryProblem.Malformed, $"{repository}: {error.Message}; publish it anew", error);
        }
    }

    [GeneratedRegex(
        @"\A((?<algorithm>sha256)-(?<hex>[0-9a-f]{64})|(?<algorithm>sha512)-(?<hex>[0-9a-f]{128}))(\.[a-z]+)?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex SubjectTag();
}
