using System.Globalization;
using System.Net;
using System.Web;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tests.Uploads;

/// <summary>A registry in memory that takes blobs, with the oddities of real ones.</summary>
internal sealed class FakeUploads : HttpMessageHandler
{
    private byte[] session = [];
    private int sessions;

    /// <summary>Gets what was asked: method, path and query, and of a body its length and the part that it says it is.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Gets the blobs.</summary>
    public Dictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what answers before the registry does; null: the registry.</summary>
    public Func<string, int, HttpResponseMessage?> Rule { get; set; } = (_, _) => null;

    /// <summary>Gets or sets what answers after the registry has done it; null: the registry.</summary>
    public Func<string, HttpResponseMessage?> Afterwards { get; set; } = _ => null;

    /// <summary>Gets or sets how the place of an upload is named; 0 is its number.</summary>
    public string Location { get; set; } = "/v2/acme/base/blobs/uploads/{0}?_state=a%2Fb";

    /// <summary>Gets or sets the least size of a chunk; 0: none is named.</summary>
    public int LeastChunk { get; set; }

    /// <summary>Gets or sets whether other repositories' blobs are mounted.</summary>
    public bool Mounts { get; set; }

    /// <summary>Gets or sets what is said of how far an upload is, given how far it is; null: nothing.</summary>
    public Func<long, string?> Range { get; set; } = taken => string.Create(CultureInfo.InvariantCulture, $"0-{Math.Max(taken - 1, 0)}");

#pragma warning disable CA2000 // Dispose objects before losing scope: the invoker holds nothing, the caller owns the answer
    public RegistryClient Client(RegistryOptions? options = null, TimeProvider? time = null) =>
        new(
            options ?? new RegistryOptions { LongestWhole = 10 },
            time ?? new HastyTime(),
            new HttpMessageInvoker(this, disposeHandler: false)
        );

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var part = request.Content?.Headers.TryGetValues("Content-Range", out var values) == true ? " " + values.First() : "";
        var line = $"{request.Method} {request.RequestUri!.PathAndQuery}{(body.Length > 0 ? $" {body.Length} bytes" : "")}{part}";
        Asked.Add(line);
        var response = Rule(line, Asked.Count) ?? Answer(request, body, part);
        response = Afterwards(line) ?? response;
        response.RequestMessage = request;
        return response;
    }
#pragma warning restore CA2000

    private HttpResponseMessage Answer(HttpRequestMessage request, byte[] body, string part)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        switch (request.Method.Method)
        {
            case "HEAD":
                return FakeRegistry.Answer(
                    Blobs.ContainsKey(request.RequestUri.Segments[^1]) ? HttpStatusCode.OK : HttpStatusCode.NotFound
                );
            case "POST" when Mounts && query["mount"] is { } mounted:
                Blobs[mounted] = [];
                return FakeRegistry.Answer(HttpStatusCode.Created);
            case "POST":
                (session, sessions) = ([], sessions + 1);
                return At(HttpStatusCode.Accepted);
            case "GET":
                return At(HttpStatusCode.NoContent);
            case "PATCH" when part.Length > 0 && part.Split('-')[0].Trim() != session.Length.ToString(CultureInfo.InvariantCulture):
                return FakeRegistry.Answer(HttpStatusCode.RequestedRangeNotSatisfiable);
            case "PATCH":
                session = [.. session, .. body];
                return At(HttpStatusCode.Accepted);
            default:
                session = [.. session, .. body];
                if (ContentDigest.Of(session) != query["digest"])
                {
                    return FakeRegistry.Answer(
                        HttpStatusCode.BadRequest,
                        """{"errors":[{"code":"DIGEST_INVALID","message":"provided digest did not match"}]}"""
                    );
                }

                Blobs[query["digest"]!] = session;
                return FakeRegistry.Answer(HttpStatusCode.Created, "", ("Docker-Content-Digest", query["digest"]!));
        }
    }

    /// <summary>Takes bytes and fails, as when a connection breaks.</summary>
    public HttpResponseMessage TakeAndBreak(ReadOnlySpan<byte> bytes)
    {
        session = [.. session, .. bytes];
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "broken");
    }

    private HttpResponseMessage At(HttpStatusCode status)
    {
        var response = FakeRegistry.Answer(status, "", ("Location", string.Format(CultureInfo.InvariantCulture, Location, sessions)));
        if (Range(session.Length) is { } range)
        {
            response.Headers.TryAddWithoutValidation("Range", range);
        }

        if (LeastChunk > 0)
        {
            response.Headers.TryAddWithoutValidation("OCI-Chunk-Min-Length", LeastChunk.ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }
}
