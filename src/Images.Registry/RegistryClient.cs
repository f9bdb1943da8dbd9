using System.Runtime.CompilerServices;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry;

/// <summary>
/// Reads from registries by the OCI distribution specification 1.1. One client serves any number of registries, and any number of
/// callers at once: they share connections, tokens and what is known of each registry.
/// </summary>
public sealed class RegistryClient : IDisposable
{
    private const long LongestManifest = 4 * 1024 * 1024;
    private const long LongestConfiguration = 8 * 1024 * 1024;
    private const int LongestPage = 4 * 1024 * 1024;
    private const int MostPages = 1000;

    private readonly RegistryHosts hosts;
    private readonly RegistrySender sender;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">How registries are reached.</param>
    /// <param name="time">The clock; null is the system's.</param>
    /// <param name="http">Sends everything instead of connections of the client's own, which know certificates and proxies; it stays the caller's.</param>
    public RegistryClient(RegistryOptions options, TimeProvider? time = null, HttpMessageInvoker? http = null)
    {
        hosts = new RegistryHosts(options, http);
        sender = new RegistrySender(hosts, options, time ?? TimeProvider.System);
    }

    /// <summary>Asks what a reference is now, by one HEAD where the registry answers that in full.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The manifest's or index's media type, digest and size; null where the registry does not have it.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked, or refuses.</exception>
    public async Task<Descriptor?> FindAsync(RegistryReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await ResolveAsync(reference, cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return null;
        }
    }

    /// <summary>Asks what a reference is now; what is not there is an error.</summary>
    /// <inheritdoc cref="FindAsync"/>
    /// <returns>The manifest's or index's media type, digest and size.</returns>
    public async Task<Descriptor> ResolveAsync(RegistryReference reference, CancellationToken cancellationToken)
    {
        Descriptor? found;
        try
        {
            found = await sender.SendAsync(ManifestRequest(reference, HttpMethod.Head), DescribeAsync, cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.Unsupported)
        {
            found = null;
        }

        if (found is null)
        {
            return (await GetManifestAsync(reference, cancellationToken)).Descriptor;
        }

        return reference.Digest is null || reference.Digest == found.Digest
            ? found
            : throw BadDigest(reference, reference.Digest, found.Digest);
    }

    /// <summary>Reads a manifest or an index.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document; its digest is computed, and is the one that was asked for.</returns>
    /// <exception cref="RegistryException">The registry does not have it, gives something else, or cannot be asked.</exception>
    public async Task<FetchedManifest> GetManifestAsync(RegistryReference reference, CancellationToken cancellationToken)
    {
        var (bytes, type, announced) = await sender.SendAsync(
            ManifestRequest(reference, HttpMethod.Get),
            async (response, token) =>
                (
                    await BoundedBody.ReadAsync(response.Content, LongestManifest, reference.ToString(), token),
                    TypeOf(response),
                    DigestOf(response)
                ),
            cancellationToken
        );
        foreach (
            var digest in new[] { reference.Digest, announced }.OfType<string>().Where(digest => !ContentDigest.Matches(digest, bytes))
        )
        {
            throw BadDigest(reference, digest, ContentDigest.Of(bytes));
        }

        type = MediaTypes.Manifests.Contains(type) ? type : Read(reference, () => ContentReader.MediaType(bytes));
        return type is not null && MediaTypes.Manifests.Contains(type)
            ? new FetchedManifest(new Descriptor(type, reference.Digest ?? announced ?? ContentDigest.Of(bytes), bytes.Length), bytes)
            : throw new RegistryException(
                RegistryProblem.Unsupported,
                $"{reference}: {RegistryErrors.Line(type ?? "it")} is no image that can be read here; push it anew with a current engine"
            );
    }

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

        var index = Read(reference, fetched.ToIndex);
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
        return Read(reference, () => ContentReader.Configuration(bytes));
    }

    /// <summary>Reads a small blob whole.</summary>
    /// <param name="reference">Where it is.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes; they have the digest.</returns>
    /// <exception cref="RegistryException">The registry does not have it, gives something else, or cannot be asked.</exception>
    public async Task<byte[]> GetBlobAsync(RegistryReference reference, Descriptor blob, long limit, CancellationToken cancellationToken)
    {
        var place = reference.WithDigest(blob.Digest);
        var request = new RegistryRequest(place, HttpMethod.Get, $"blobs/{blob.Digest}");
        var bytes = await sender.SendAsync(
            request,
            (response, token) => BoundedBody.ReadAsync(response.Content, Math.Min(limit, blob.Size), place.ToString(), token),
            cancellationToken
        );
        return ContentDigest.Matches(blob.Digest, bytes) ? bytes : throw BadDigest(place, blob.Digest, ContentDigest.Of(bytes));
    }

    /// <summary>Lists the tags of a repository, page by page.</summary>
    /// <param name="repository">The repository; tag and digest do not matter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tags in the registry's order.</returns>
    /// <exception cref="RegistryException">There is no such repository, or the registry cannot be asked.</exception>
    public async IAsyncEnumerable<string> ListTagsAsync(
        RegistryReference repository,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var path = "tags/list?n=1000";
        for (var page = 0; path is not null && page < MostPages; page++)
        {
            var request = new RegistryRequest(repository, HttpMethod.Get, path);
            (var tags, path) = await sender.SendAsync(
                request,
                async (response, token) =>
                    (
                        ContentReader.Tags(await BoundedBody.ReadAsync(response.Content, LongestPage, repository.ToString(), token)),
                        NextPage.Of(response)
                    ),
                cancellationToken
            );
            foreach (var tag in tags)
            {
                yield return tag;
            }
        }
    }

    /// <summary>Takes a tag away, or a manifest with all its tags where the reference is a digest.</summary>
    /// <param name="reference">What to delete.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was not there.</returns>
    /// <exception cref="RegistryException">The registry does not permit it, or cannot be asked.</exception>
    public async Task<bool> DeleteAsync(RegistryReference reference, CancellationToken cancellationToken)
    {
        var request = new RegistryRequest(reference, HttpMethod.Delete, $"manifests/{reference.Identifier}") { Actions = "delete,pull" };
        try
        {
            return await sender.SendAsync(request, (_, _) => Task.FromResult(true), cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => hosts.Dispose();

    private static RegistryRequest ManifestRequest(RegistryReference reference, HttpMethod method) =>
        new(reference, method, $"manifests/{reference.Identifier}") { Accept = MediaTypes.Manifests };

    // A registry that leaves something out of the answer to a HEAD is asked for the document.
    private static Task<Descriptor?> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Task.FromResult(
            DigestOf(response) is { } digest && TypeOf(response) is { } type && response.Content.Headers.ContentLength is { } size and > 0
                ? new Descriptor(type, digest, size)
                : null
        );

    private static string? TypeOf(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType;

    private static string? DigestOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Docker-Content-Digest", out var values) && ContentDigest.IsDigest(values.FirstOrDefault())
            ? values.First()
            : null;

    private static T Read<T>(RegistryReference reference, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException error)
        {
            throw RegistryErrors.Malformed(reference, null, error.Message, error);
        }
    }

    private static RegistryException BadDigest(RegistryReference reference, string expected, string actual) =>
        new(
            RegistryProblem.BadDigest,
            $"{reference}: {reference.Registry} gives {actual} where {expected} was asked for; try again, and distrust what lies between if it stays"
        );
}
