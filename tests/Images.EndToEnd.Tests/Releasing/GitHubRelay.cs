using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Images.EndToEnd.Tests.Releasing;

/// <summary>
/// Stands between the program and the stand-in for GitHub: takes away the folder that servers of one's own have their API in, keeps the
/// files that are sent, which the stand-in forgets, and can hold a request for ever.
/// </summary>
internal sealed class GitHubRelay : IAsyncDisposable
{
    private const string Prefix = "/api/v3";

    private readonly Uri target;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, byte[]> files = [];
    private readonly ConcurrentQueue<SentRequest> requests = [];
    private WebApplication? server;

    private GitHubRelay(Uri target) => this.target = target;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<SentRequest> Requests => [.. requests];

    /// <summary>Gets or sets the number of the request that is never answered, from 1 on; 0 for none.</summary>
    public int HoldsAt { get; set; }

    /// <summary>Gets or sets whether what is never answered is done all the same.</summary>
    public bool IsDoneAllTheSame { get; set; }

    /// <summary>Gets what ends when a request is held.</summary>
    public TaskCompletionSource Held { get; private set; } = new();

    public static async Task<GitHubRelay> StartAsync(Uri target, CancellationToken cancellationToken)
    {
        var relay = new GitHubRelay(target);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1)
        );
        relay.server = builder.Build();
        relay.server.Run(relay.RelayAsync);
        await relay.server.StartAsync(cancellationToken);
        relay.Address = new Uri(relay.server.Urls.First());
        return relay;
    }

    public void StartOver()
    {
        requests.Clear();
        HoldsAt = 0;
        Held = new TaskCompletionSource();
    }

    /// <summary>Asks the stand-in itself.</summary>
    public async Task<JsonArray> ReleasesAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target, "repos/acme/images/releases?per_page=100"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {GitHubProgram.Token}");
        using var answer = await http.SendAsync(request, cancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!.AsArray();
    }

    /// <summary>Gets a file of a release.</summary>
    public byte[] FileOf(JsonNode release, string name) =>
        files[release["assets"]!.AsArray().Single(asset => asset!["name"]!.GetValue<string>() == name)!["id"]!.ToString()];

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await server!.StopAsync(now.Token);
        await server.DisposeAsync();
        http.Dispose();
    }

    private async Task RelayAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        var asked = context.Request;
        var path = asked.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest) ? rest : asked.Path;
        requests.Enqueue(new SentRequest(asked.Method, path, memory.ToArray()));
        if (requests.Count == HoldsAt)
        {
            if (IsDoneAllTheSame)
            {
                await ForwardAsync(asked, path, memory.ToArray());
            }

            Held.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if (asked.Headers.Accept == "application/octet-stream" && files.TryGetValue(path.Value!.Split('/')[^1], out var file))
        {
            await context.Response.Body.WriteAsync(file);
            return;
        }

        using var answer = await ForwardAsync(asked, path, memory.ToArray());
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.TryGetValues("Link", out var links))
        {
            context.Response.Headers.Link = links.ToArray();
        }

        if (answer.StatusCode != HttpStatusCode.NoContent)
        {
            await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequest asked, PathString path, byte[] body)
    {
        using var message = new HttpRequestMessage(
            new HttpMethod(asked.Method),
            new Uri(target, path.ToUriComponent() + asked.QueryString)
        );
        message.Headers.TryAddWithoutValidation("Authorization", asked.Headers.Authorization.ToArray());
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (body.Length > 0)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        var answer = await http.SendAsync(message);
        if (asked.Method == "POST" && path.Value!.EndsWith("/assets", StringComparison.Ordinal))
        {
            files[JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.ToString()] = body;
        }

        return answer;
    }
}

/// <summary>A request as it came.</summary>
/// <param name="Method">What was to be done.</param>
/// <param name="Path">Where, without the folder of the API.</param>
/// <param name="Body">Its body.</param>
internal sealed record SentRequest(string Method, string Path, byte[] Body);
