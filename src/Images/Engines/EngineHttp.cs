using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>The engine's HTTP API for what Docker.DotNet does not offer. JSON goes in and out as nodes.</summary>
public sealed class EngineHttp : IDisposable
{
    private readonly EngineEndpoint endpoint;
    private readonly HttpClient client;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="endpoint">The engine, for messages.</param>
    /// <param name="transport">Opens its connections.</param>
    public EngineHttp(EngineEndpoint endpoint, EngineTransport transport)
    {
        this.endpoint = endpoint;
#pragma warning disable CA2000 // Dispose objects before losing scope: the client owns the handler
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (_, token) => await transport.DialAsync(token),
        };
#pragma warning restore CA2000
        client = new HttpClient(handler) { BaseAddress = transport.HttpAddress, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a request and reads the answer as JSON.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query below the API's root, escaped, without a leading slash.</param>
    /// <param name="body">The body; null: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer; null when it has no body.</returns>
    /// <exception cref="EngineRefusedException">The engine answered with an error status.</exception>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        using var content = Json(body);
        using var response = await SendAsync(method, path, content, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0)
        {
            return null;
        }

        return await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken);
    }

    /// <summary>Reads JSON.</summary>
    /// <param name="path">Path and query below the API's root, escaped, without a leading slash.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer; null when it has no body.</returns>
    /// <exception cref="EngineRefusedException">The engine answered with an error status.</exception>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public Task<JsonNode?> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Lists all objects of a kind that have a label, also containers that have ended and images in between.</summary>
    /// <param name="kind">The kind, <c>containers</c> or <c>images</c>.</param>
    /// <param name="label">The label's key, or key and value as <c>KEY=VALUE</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The list; empty when there are none.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<JsonArray> ListByLabelAsync(string kind, string label, CancellationToken cancellationToken)
    {
        var filters = Uri.EscapeDataString(new JsonObject { ["label"] = new JsonArray(label) }.ToJsonString());
        return await GetAsync($"{kind}/json?all=1&filters={filters}", cancellationToken) as JsonArray ?? [];
    }

    /// <summary>Sends a request and gives the answer for reading as it comes.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query below the API's root, escaped, without a leading slash.</param>
    /// <param name="content">The body; null: none.</param>
    /// <param name="cancellationToken">Gives up until the headers are there.</param>
    /// <returns>The answer, of a success status or 304; dispose it.</returns>
    /// <exception cref="EngineRefusedException">The engine answered with an error status.</exception>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken) =>
        SendAsync(method, path, content, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private static ByteArrayContent? Json(JsonNode? body)
    {
        if (body is null)
        {
            return null;
        }

        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        HttpCompletionOption completion,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new EngineException(
                $"{endpoint.Origin}: the engine at {endpoint.Address} does not answer: {(e.InnerException ?? e).Message}; see 'doctor'",
                e
            );
        }

        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.SwitchingProtocols)
        {
            return response;
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new EngineRefusedException(response.StatusCode, EngineMessage.Of(text));
        }
    }
}
