using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.BuildKit.Tests.Engine;

/// <summary>The cache that GitHub keeps for workflows, on loopback: its service of the second version, and the blobs that it points to.</summary>
internal sealed class ActionsCacheService : IAsyncDisposable
{
    private const long LastSecondOf2099 = 4_102_444_799;
    private const string Service = "/twirp/github.actions.results.api.v1.CacheService/";

    private readonly HttpListener listener = new();
    private readonly ConcurrentDictionary<string, byte[]> blobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> entries = new(StringComparer.Ordinal);
    private Task serving = Task.CompletedTask;

    /// <summary>Gets the address, as a workflow has it.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Gets a token that lets a branch read and write; nobody checks its signature.</summary>
    public static string Token
    {
        get
        {
            var scopes = new JsonArray(new JsonObject { ["Scope"] = "refs/heads/main", ["Permission"] = 3 });
            var claims = new JsonObject
            {
                ["ac"] = scopes.ToJsonString(),
                ["nbf"] = 0,
                ["exp"] = LastSecondOf2099,
            };
            return $"{Part(new JsonObject { ["alg"] = "none" })}.{Part(claims)}.{Part([])}";
        }
    }

    /// <summary>Gets the keys of what was stored.</summary>
    public IReadOnlyCollection<string> Keys => [.. entries.Keys];

    /// <summary>Gets what the engine was known by.</summary>
    public ConcurrentQueue<string?> Authorizations { get; } = new();

    /// <summary>Gets how many blobs were read.</summary>
    public int Reads { get; private set; }

    public static ActionsCacheService Start()
    {
        var service = new ActionsCacheService();
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            service.Address = $"http://{free.LocalEndpoint}/";
        }

        service.listener.Prefixes.Add(service.Address);
        service.listener.Start();
        service.serving = Task.Run(service.ServeAsync);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private static string Part(JsonObject json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                using var content = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(content);
                Answer(context, content.ToArray());
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context, byte[] content)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Url!.AbsolutePath;
        if (path.StartsWith(Service, StringComparison.Ordinal))
        {
            Authorizations.Enqueue(request.Headers["Authorization"]);
            var answer = Call(path[Service.Length..], JsonNode.Parse(content)!.AsObject());
            response.ContentType = "application/json";
            response.OutputStream.Write(JsonSerializer.SerializeToUtf8Bytes(answer));
        }
        else if (request.HttpMethod == "PUT")
        {
            Store(path, request.QueryString["comp"], request.QueryString["blockid"], content);
            response.StatusCode = (int)HttpStatusCode.Created;
            response.Headers["x-ms-request-id"] = "1";
        }
        else
        {
            Read(request.Headers["x-ms-range"] ?? request.Headers["Range"], blobs[path], response);
        }
    }

    private JsonObject Call(string method, JsonObject request)
    {
        var key = request["key"]!.GetValue<string>();
        switch (method)
        {
            case "CreateCacheEntry":
                var free = !entries.ContainsKey(key);
                return new() { ["ok"] = free, ["signed_upload_url"] = $"{Address}blob/{Uri.EscapeDataString(key)}?sig=1" };
            case "FinalizeCacheEntryUpload":
                entries[key] = $"/blob/{Uri.EscapeDataString(key)}";
                return new() { ["ok"] = true, ["entry_id"] = "1" };
            default:
                var wanted = (request["restore_keys"] as JsonArray ?? []).Select(item => item!.GetValue<string>()).Prepend(key);
                // A key stands for the newest of all that begin with it.
                var found = wanted
                    .SelectMany(prefix =>
                        entries
                            .Keys.Where(entry => entry.StartsWith(prefix, StringComparison.Ordinal))
                            .OrderDescending(StringComparer.Ordinal)
                    )
                    .FirstOrDefault();
                return found is null
                    ? new() { ["ok"] = false }
                    : new()
                    {
                        ["ok"] = true,
                        ["matched_key"] = found,
                        ["signed_download_url"] = $"{Address}{entries[found][1..]}?sig=1",
                    };
        }
    }

    // As block blobs are written: whole, or block by block and then the list of the blocks.
    private void Store(string path, string? part, string? block, byte[] content)
    {
        if (part == "block")
        {
            blobs[$"{path}?{block}"] = content;
        }
        else if (part == "blocklist")
        {
            var list = System.Xml.Linq.XDocument.Parse(Encoding.UTF8.GetString(content));
            blobs[path] = [.. list.Root!.Elements().SelectMany(element => blobs[$"{path}?{element.Value}"])];
        }
        else
        {
            blobs[path] = content;
        }
    }

    private void Read(string? range, byte[] blob, HttpListenerResponse response)
    {
        Reads++;
        var from = 0;
        if (range is not null)
        {
            var ends = range["bytes=".Length..].Split('-');
            from = int.Parse(ends[0], CultureInfo.InvariantCulture);
            response.StatusCode = (int)HttpStatusCode.PartialContent;
            response.Headers["Content-Range"] = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {from}-{blob.Length - 1}/{blob.Length}"
            );
        }

        response.Headers["x-ms-request-id"] = "1";
        response.ContentLength64 = blob.Length - from;
        response.OutputStream.Write(blob.AsSpan(from));
    }
}
