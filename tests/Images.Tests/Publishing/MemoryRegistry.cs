using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Web;
using Images.Registry.References;

namespace Images.Tests.Publishing;

/// <summary>A registry in memory, as strict as it must be: a manifest is not taken before what it names, an upload not with another digest.</summary>
internal sealed class MemoryRegistry : HttpMessageHandler
{
    private const string Type = "application/vnd.oci.image.manifest.v1+json";

    private readonly ConcurrentDictionary<string, byte[]> uploads = new();

    /// <summary>Gets the blobs by repository and digest.</summary>
    public ConcurrentDictionary<(string Repository, string Digest), byte[]> Blobs { get; } = new();

    /// <summary>Gets the manifests by repository and digest.</summary>
    public ConcurrentDictionary<(string Repository, string Digest), (string Type, byte[] Bytes)> Manifests { get; } = new();

    /// <summary>Gets the digests by repository and tag.</summary>
    public ConcurrentDictionary<(string Repository, string Tag), string> Tags { get; } = new();

    /// <summary>Gets the digests of the blobs whose bytes came, in their order.</summary>
    public ConcurrentQueue<string> Received { get; } = new();

    /// <summary>Gets the requests, such as <c>PUT manifests/1</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Gets or sets whether blobs are mounted.</summary>
    public bool Mounts { get; set; } = true;

    /// <summary>Gets or sets whether tags are deleted by their names; manifests always are by their digests.</summary>
    public bool DeletesTags { get; set; } = true;

    /// <summary>Gets or sets what happens before each request; what it throws is a broken connection.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Gets or sets what happens after each request, when it has had its effect.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task> After { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Puts an image there that says nothing about itself.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="tag">The tag.</param>
    public void PutImage(string repository, string tag)
    {
        var config = """{"os":"linux","architecture":"amd64","config":{},"rootfs":{"diff_ids":[]}}"""u8.ToArray();
        Blobs[(repository, ContentDigest.Of(config))] = config;
        var manifest = Encoding.UTF8.GetBytes(
            $$"""{"mediaType":"{{Type}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{ContentDigest.Of(config)}}","size":{{config.Length}}},"layers":[]}"""
        );
        Manifests[(repository, ContentDigest.Of(manifest))] = (Type, manifest);
        Tags[(repository, tag)] = ContentDigest.Of(manifest);
    }

    /// <summary>Puts an image of one repository into another, under the same tag.</summary>
    public void Copy(string repository, string tag, string target)
    {
        var digest = Tags[(repository, tag)];
        Tags[(target, tag)] = digest;
        Manifests[(target, digest)] = Manifests[(repository, digest)];
        foreach (var ((_, blob), bytes) in Blobs.Where(pair => pair.Key.Repository == repository))
        {
            Blobs[(target, blob)] = bytes;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await AnswerAsync(request, cancellationToken);
        await After(request, cancellationToken);
        return response;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var parts = request.RequestUri!.AbsolutePath.TrimStart('/').Split('/');
        if (parts is not ["v2", .. var path, var kind, var name] || path.Length == 0)
        {
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        if (kind == "uploads" || path[^1] == "blobs")
        {
            (path, kind) = (path[..^1], "uploads");
        }

        Requests.Enqueue($"{request.Method} {kind}/{name}");
        await Before(request, cancellationToken);
        var repository = string.Join('/', path);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        return kind switch
        {
            "manifests" => Manifest(request, repository, name, body),
            "blobs" => Blobs.TryGetValue((repository, name), out var blob)
                ? Answer(HttpStatusCode.OK, blob, "application/octet-stream", name)
                : Missing(),
            "uploads" => Upload(request, repository, name, body, query["digest"], query["mount"], query["from"]),
            "tags" => TagList(repository),
            _ => Missing(),
        };
    }

    private HttpResponseMessage Manifest(HttpRequestMessage request, string repository, string name, byte[] body)
    {
        if (request.Method == HttpMethod.Put)
        {
            var digest = ContentDigest.Of(body);
            var text = Encoding.UTF8.GetString(body);
            if (Named(text).Any(named => !Blobs.ContainsKey((repository, named)) && !Manifests.ContainsKey((repository, named))))
            {
                return Answer(
                    HttpStatusCode.BadRequest,
                    "{\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\"}]}"u8.ToArray(),
                    "application/json",
                    null
                );
            }

            Manifests[(repository, digest)] = (request.Content!.Headers.ContentType!.MediaType!, body);
            if (!ContentDigest.IsDigest(name))
            {
                Tags[(repository, name)] = digest;
            }

            return Answer(HttpStatusCode.Created, [], null, digest);
        }

        if (request.Method == HttpMethod.Delete)
        {
            return Delete(repository, name);
        }

        var found = ContentDigest.IsDigest(name) ? name : Tags.GetValueOrDefault((repository, name));
        return found is not null && Manifests.TryGetValue((repository, found), out var manifest)
            ? Answer(HttpStatusCode.OK, manifest.Bytes, manifest.Type, found)
            : Missing();
    }

    private HttpResponseMessage Delete(string repository, string name)
    {
        if (!ContentDigest.IsDigest(name))
        {
            return !DeletesTags ? new HttpResponseMessage(HttpStatusCode.MethodNotAllowed)
                : Tags.TryRemove((repository, name), out _) ? new HttpResponseMessage(HttpStatusCode.Accepted)
                : Missing();
        }

        foreach (var tag in Tags.Where(tag => tag.Key.Repository == repository && tag.Value == name).ToList())
        {
            Tags.TryRemove(tag);
        }

        return Manifests.TryRemove((repository, name), out _) ? new HttpResponseMessage(HttpStatusCode.Accepted) : Missing();
    }

    private HttpResponseMessage Upload(
        HttpRequestMessage request,
        string repository,
        string name,
        byte[] body,
        string? digest,
        string? mount,
        string? from
    )
    {
        if (request.Method == HttpMethod.Post)
        {
            if (Mounts && mount is not null && Blobs.TryGetValue((from!, mount), out var there))
            {
                Blobs[(repository, mount)] = there;
                return Answer(HttpStatusCode.Created, [], null, mount);
            }

            name = Guid.NewGuid().ToString("N");
            uploads[name] = [];
            return At(HttpStatusCode.Accepted, repository, name);
        }

        uploads[name] = [.. uploads[name], .. body];
        if (request.Method == HttpMethod.Put)
        {
            var bytes = uploads[name];
            if (ContentDigest.Of(bytes) != digest)
            {
                return new HttpResponseMessage(HttpStatusCode.BadRequest);
            }

            Received.Enqueue(digest);
            Blobs[(repository, digest)] = bytes;
            return Answer(HttpStatusCode.Created, [], null, digest);
        }

        return At(HttpStatusCode.Accepted, repository, name);
    }

    private HttpResponseMessage At(HttpStatusCode status, string repository, string name)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        response.Headers.Location = new Uri($"/v2/{repository}/blobs/uploads/{name}", UriKind.Relative);
        response.Headers.TryAddWithoutValidation("Range", $"0-{Math.Max(0, uploads[name].Length - 1)}");
        return response;
    }

    private HttpResponseMessage TagList(string repository)
    {
        var tags = Tags.Keys.Where(tag => tag.Repository == repository).Select(tag => $"\"{tag.Tag}\"").Order(StringComparer.Ordinal);
        return Answer(HttpStatusCode.OK, Encoding.UTF8.GetBytes($"{{\"tags\":[{string.Join(',', tags)}]}}"), "application/json", null);
    }

    private static IEnumerable<string> Named(string manifest) => manifest.Split('"').Where(ContentDigest.IsDigest);

    private static HttpResponseMessage Missing() => new(HttpStatusCode.NotFound) { Content = new ByteArrayContent([]) };

    private static HttpResponseMessage Answer(HttpStatusCode status, byte[] body, string? type, string? digest)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        if (digest is not null)
        {
            response.Headers.TryAddWithoutValidation("Docker-Content-Digest", digest);
        }

        return response;
    }
}
