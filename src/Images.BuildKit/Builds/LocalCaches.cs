using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Images.BuildKit.Errors;
using Images.BuildKit.Layouts;

namespace Images.BuildKit.Builds;

/// <summary>
/// The caches of a request that are directories here: the engine reads and writes them through the session, under a name that
/// tells nothing of this machine.
/// </summary>
internal sealed class LocalCaches
{
    private const string Type = "local";
    private const string Source = "src";
    private const string Destination = "dest";
    private const string Tag = "tag";
    private const string Digest = "digest";

    /// <summary>Under which the engine tells the manifest of the cache that it wrote.</summary>
    private const string WrittenManifest = "cache.manifest";

    private readonly Dictionary<string, OciLayout> stores = new(StringComparer.Ordinal);
    private readonly List<(OciLayout Layout, string Tag)> written = [];

    private LocalCaches(BuildRequest request)
    {
        Request = request;
    }

    /// <summary>The request in the engine's words: caches that are not there to be read are left out.</summary>
    public BuildRequest Request { get; private set; }

    /// <summary>The directories by the name that the engine has for them.</summary>
    public IReadOnlyDictionary<string, OciLayout> Stores => stores;

    /// <summary>Looks up the caches to read, and makes the directories of those to write.</summary>
    /// <param name="request">The request.</param>
    /// <param name="warn">Hears of caches that cannot be read: builds go on without them.</param>
    /// <param name="time">Waits for others who write the same directories.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArgumentException">A cache names no directory.</exception>
    /// <exception cref="BuildKitException">A directory cannot be made.</exception>
    public static async Task<LocalCaches> OpenAsync(
        BuildRequest request,
        Action<string> warn,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var caches = new LocalCaches(request);
        if (!request.CacheFrom.Concat(request.CacheTo).Any(IsLocal))
        {
            return caches;
        }

        var from = new List<CacheLocation>();
        foreach (var cache in request.CacheFrom)
        {
            if (!IsLocal(cache))
            {
                from.Add(cache);
            }
            else if (await caches.ReadableAsync(cache, warn, time, cancellationToken) is { } readable)
            {
                from.Add(readable);
            }
        }

        var to = request.CacheTo.Select(cache => IsLocal(cache) ? caches.Writable(cache, time) : cache).ToList();
        caches.Request = request with { CacheFrom = from, CacheTo = to };
        return caches;
    }

    /// <summary>Enters what the engine wrote under its tag, by which it is found again.</summary>
    /// <exception cref="BuildKitException">The index cannot be written.</exception>
    public async Task EnterAsync(IReadOnlyDictionary<string, string> response, CancellationToken cancellationToken)
    {
        foreach (var (layout, tag) in written)
        {
            if (response.TryGetValue(WrittenManifest, out var descriptor))
            {
                try
                {
                    await layout.Index.PutAsync(tag, descriptor, cancellationToken);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
                {
                    throw Failed(layout.Path, e);
                }
            }
        }
    }

    private static bool IsLocal(CacheLocation cache) => cache.Type == Type;

    private static BuildKitException Failed(string path, Exception e) =>
        new(GrpcStatusCode.Internal, $"cache {path}: it cannot be written: {e.Message}", e);

    private async Task<CacheLocation?> ReadableAsync(
        CacheLocation cache,
        Action<string> warn,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var layout = new OciLayout(DirectoryOf(cache, Source), time);
        try
        {
            var digest = cache.Attributes.TryGetValue(Digest, out var given)
                ? BlobDigest.TryParse(given, out var parsed)
                    ? parsed
                    : throw new ArgumentException($"cache type local: digest {given} is no sha256 digest", nameof(cache))
                : await layout.Index.FindAsync(TagOf(cache), cancellationToken);
            if (digest is not { } found || layout.Find(found) is null)
            {
                warn($"cache {layout.Path}: nothing is there to be read; the build goes on without it");
                return null;
            }

            return Served(cache, Source, layout, KeyValuePair.Create(Digest, found.ToString()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            warn($"cache {layout.Path}: it cannot be read; the build goes on without it: {e.Message}");
            return null;
        }
    }

    private CacheLocation Writable(CacheLocation cache, TimeProvider time)
    {
        var layout = new OciLayout(DirectoryOf(cache, Destination), time);
        try
        {
            layout.Create();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(layout.Path, e);
        }

        written.Add((layout, TagOf(cache)));
        return Served(cache, Destination, layout);
    }

    private CacheLocation Served(CacheLocation cache, string attribute, OciLayout layout, params KeyValuePair<string, string>[] more)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(layout.Path)).AsSpan(0, 16));
        stores[$"{Type}:{id}"] = layout;
        var attributes = new Dictionary<string, string>(cache.Attributes, StringComparer.Ordinal) { [attribute] = id };
        foreach (var (key, value) in more)
        {
            attributes[key] = value;
        }

        return cache with
        {
            Attributes = attributes,
        };
    }

    private static string DirectoryOf(CacheLocation cache, string attribute) =>
        cache.Attributes.GetValueOrDefault(attribute) is { Length: > 0 } path
            ? path
            : throw new ArgumentException($"cache type local: it names no directory; add {attribute}=DIRECTORY", nameof(cache));

    private static string TagOf(CacheLocation cache) => cache.Attributes.GetValueOrDefault(Tag, "latest");
}
