using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Images.EngineTests;

/// <summary>
/// Stands between a client and a registry, counts what goes through, and fails as a test says. The Host header stays, so that the
/// registry's own addresses lead through the relay.
/// </summary>
internal sealed class FaultRelay : IAsyncDisposable
{
    private static readonly string[] OwnHeaders = ["Transfer-Encoding", "Connection", "Keep-Alive"];
    private readonly HttpMessageInvoker registry;
    private readonly Uri target;
    private readonly ConcurrentQueue<RelayedRequest> requests = [];
    private WebApplication? server;
    private int count;

#pragma warning disable CA2000 // Dispose objects before losing scope: the invoker owns the handler
    private FaultRelay(string registry) =>
        (target, this.registry) = (
            new Uri($"http://{registry}"),
            new HttpMessageInvoker(
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseProxy = false,
                    UseCookies = false,
                }
            )
        );
#pragma warning restore CA2000

    /// <summary>Gets the relay's name in references.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Gets or sets what goes wrong with a request; null: nothing.</summary>
    public Func<RelayedRequest, Fault?> Rule { get; set; } = _ => null;

    /// <summary>Gets what came, in the order in which it came.</summary>
    public IReadOnlyList<RelayedRequest> Requests => [.. requests];

    /// <summary>Starts one before a registry that is asked without TLS.</summary>
    /// <param name="registry">Host and port of the registry.</param>
    /// <param name="certificate">What the relay shows; null: it does without TLS.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FaultRelay> StartAsync(string registry, X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        var relay = new FaultRelay(registry);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                }
            );
        });
        relay.server = builder.Build();
        relay.server.Run(relay.RelayAsync);
        await relay.server.StartAsync(cancellationToken);
        relay.Address = new Uri(relay.server.Urls.First()).Authority;
        return relay;
    }

    /// <summary>Forgets what came, and counts from 1 again.</summary>
    public void Reset()
    {
        requests.Clear();
        count = 0;
        Rule = _ => null;
    }

    /// <summary>Fails one request.</summary>
    /// <param name="number">Its number since the start or the last <see cref="Reset"/>, from 1 on.</param>
    /// <param name="fault">How.</param>
    public void FailAt(int number, Fault fault) => Rule = request => request.Number == number ? fault : null;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            using var now = new CancellationTokenSource(TimeSpan.Zero);
            await server.StopAsync(now.Token);
            await server.DisposeAsync();
        }

        registry.Dispose();
    }

    private async Task RelayAsync(HttpContext context)
    {
        var asked = context.Request;
        var request = new RelayedRequest(
            Interlocked.Increment(ref count),
            asked.Method,
            asked.Path,
            asked.QueryString.Value ?? "",
            asked.Headers.Authorization.FirstOrDefault()
        );
        requests.Enqueue(request);
        var fault = Rule(request);
        try
        {
            await RelayAsync(context, request, fault ?? new Fault());
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task RelayAsync(HttpContext context, RelayedRequest request, Fault fault)
    {
        await Task.Delay(fault.Delay, context.RequestAborted);
        if (fault.IsSilent)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (fault.Status is null || fault.IsDone)
        {
            using var message = Message(context, request, fault);
            using var answer = await registry.SendAsync(message, context.RequestAborted);
            request.Status = (int)answer.StatusCode;
            if (fault is { Status: null, IsSwallowed: false })
            {
                await AnswerAsync(context, answer, fault);
                return;
            }

            await answer.Content.LoadIntoBufferAsync(context.RequestAborted);
        }

        if (fault.IsSwallowed)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = fault.Status!.Value;
        Add(context.Response, fault);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(fault.Body, context.RequestAborted);
    }

    private HttpRequestMessage Message(HttpContext context, RelayedRequest request, Fault fault)
    {
        var asked = context.Request;
        var address = new Uri(target, asked.Path.ToUriComponent() + asked.QueryString.ToUriComponent());
        var message = new HttpRequestMessage(new HttpMethod(asked.Method), address) { Version = HttpVersion.Version11 };
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            message.Content = new StreamContent(new CutStream(asked.Body, fault.CutRequest, bytes => request.Bytes += bytes));
        }
        else if (asked.ContentLength == 0)
        {
            message.Content = new ByteArrayContent([]);
        }

        foreach (var (name, values) in asked.Headers.Where(header => !OwnHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        message.Headers.TryAddWithoutValidation("X-Forwarded-Proto", asked.Scheme);
        return message;
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer, Fault fault)
    {
        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        foreach (
            var (name, values) in answer
                .Headers.Concat(answer.Content.Headers)
                .Where(header => !OwnHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
        )
        {
            response.Headers[name] = values.ToArray();
        }

        if (fault.LocationHost is { } host && Uri.TryCreate(response.Headers.Location.FirstOrDefault(), UriKind.Absolute, out var location))
        {
            response.Headers.Location = $"{location.Scheme}://{host}{location.PathAndQuery}";
        }

        Add(response, fault);
        await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        await using var cut = new CutStream(body, fault.CutAnswer, _ => { });
        if (fault.CutAnswer is not null)
        {
            await response.StartAsync(context.RequestAborted);
        }

        await cut.CopyToAsync(response.Body, context.RequestAborted);
    }

    private static void Add(HttpResponse response, Fault fault)
    {
        foreach (var (name, value) in fault.Headers)
        {
            response.Headers[name] = value;
        }
    }
}
