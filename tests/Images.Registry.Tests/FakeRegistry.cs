using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Images.Registry.Contents;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tests;

/// <summary>A registry in memory. What it is asked is written down; a rule may answer instead of it.</summary>
internal sealed class FakeRegistry : HttpMessageHandler
{
    private readonly Dictionary<string, (string Type, byte[] Bytes)> documents = new(StringComparer.Ordinal);

    /// <summary>Gets what was asked: method, address, and the kind of authorization.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Gets or sets what answers before the registry does; null: the registry.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Rule { get; set; } = _ => null;

    /// <summary>Gets or sets whether the digest is told in a header.</summary>
    public bool TellsDigest { get; set; } = true;

    /// <summary>Puts a document under a path such as <c>acme/base/manifests/1</c> and under its digest.</summary>
    public Descriptor Put(string path, string type, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var digest = ContentDigest.Of(bytes);
        documents[path] = (type, bytes);
        documents[path[..(path.LastIndexOf('/') + 1)] + digest] = (type, bytes);
        return new Descriptor(type, digest, bytes.Length);
    }

    /// <summary>Puts an image with labels under a tag.</summary>
    public Descriptor PutImage(string repository, string tag, string platform = "linux/amd64", string labels = "", string annotations = "")
    {
        var (os, architecture) = (platform.Split('/')[0], platform.Split('/')[1]);
        var configuration = Put(
            $"{repository}/blobs/config",
            "application/vnd.oci.image.config.v1+json",
            $$$"""{"os":"{{{os}}}","architecture":"{{{architecture}}}","created":"2024-05-06T07:08:09Z","config":{"Labels":{{{{labels}}}}},"rootfs":{"type":"layers","diff_ids":["sha256:aa"]}}"""
        );
        return Put(
            $"{repository}/manifests/{tag}",
            MediaTypes.OciManifest,
            $$$"""{"schemaVersion":2,"config":{{{Json(configuration)}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{{{configuration.Digest}}}","size":5}],"annotations":{{{{annotations}}}}}"""
        );
    }

    /// <summary>Writes a descriptor, with a platform where one is given.</summary>
    public static string Json(Descriptor descriptor, string? platform = null)
    {
        var parts = platform?.Split('/');
        var on = parts is null ? "" : $$""","platform":{"os":"{{parts[0]}}","architecture":"{{parts[1]}}"}""";
        return $$"""{"mediaType":"{{descriptor.MediaType}}","digest":"{{descriptor.Digest}}","size":{{descriptor.Size}}{{on}}}""";
    }

#pragma warning disable CA2000 // Dispose objects before losing scope: the invoker holds nothing, the caller owns the answer
    /// <summary>Makes a client of it.</summary>
    public RegistryClient Client(RegistryOptions? options = null, TimeProvider? time = null) =>
        new(options ?? new RegistryOptions(), time ?? new HastyTime(), new HttpMessageInvoker(this, disposeHandler: false));

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "", params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var authorization = request.Headers.Authorization;
        Asked.Enqueue($"{request.Method} {request.RequestUri} {authorization}".TrimEnd());
        var response = Rule(request) ?? Find(request);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
#pragma warning restore CA2000

    private HttpResponseMessage Find(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath["/v2/".Length..];
        if (!documents.TryGetValue(path, out var found))
        {
            return Answer(HttpStatusCode.NotFound, """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""");
        }

        var content = new ByteArrayContent(request.Method == HttpMethod.Head ? [] : found.Bytes);
        content.Headers.ContentType = new(found.Type);
        content.Headers.ContentLength = found.Bytes.Length;
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        if (TellsDigest)
        {
            response.Headers.TryAddWithoutValidation("Docker-Content-Digest", ContentDigest.Of(found.Bytes));
        }

        return response;
    }
}
