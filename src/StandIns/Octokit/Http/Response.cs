using System.Net;

namespace Octokit;

/// <summary>An answer with its whole body as text.</summary>
internal sealed class Response : IResponse
{
    public object Body { get; private init; }

    public IReadOnlyDictionary<string, string> Headers { get; private init; }

    public ApiInfo ApiInfo { get; private init; }

    public HttpStatusCode StatusCode { get; private init; }

    public string ContentType { get; private init; }

    /// <summary>The address of the next page, or null.</summary>
    public Uri Next =>
        Headers.TryGetValue("Link", out var links)
            ? links
                .Split(',')
                .Select(link => link.Split(';'))
                .Where(link => link.Skip(1).Any(part => part.Trim() == "rel=\"next\""))
                .Select(link => new Uri(link[0].Trim().TrimStart('<').TrimEnd('>'), UriKind.RelativeOrAbsolute))
                .FirstOrDefault()
            : null;

    public static async Task<Response> ReadAsync(HttpResponseMessage message, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in message.Headers.Concat(message.Content.Headers))
        {
            headers[name] = string.Join(", ", values);
        }

        headers.TryGetValue("ETag", out var etag);
        return new Response
        {
            Body = await message.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false),
            Headers = headers,
            ApiInfo = new ApiInfo(etag, new RateLimit(headers)),
            StatusCode = message.StatusCode,
            ContentType = message.Content.Headers.ContentType?.MediaType,
        };
    }
}
