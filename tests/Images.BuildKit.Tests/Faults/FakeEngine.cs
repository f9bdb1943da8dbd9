using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Images.BuildKit.Grpc;
using Images.BuildKit.Serving;
using Images.BuildKit.Transport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Images.BuildKit.Tests.Faults;

/// <summary>
/// Answers the upgrades and calls of a build as an engine does, over real sockets, and goes wrong on demand. Only for what no real
/// engine can be made to do.
/// </summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly PushedConnections connections = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Stream> streams = [];
    private readonly KestrelServer kestrel;
    private Task accepting = Task.CompletedTask;

    private FakeEngine()
    {
        Build = new FakeBuild(this);
        var options = new KestrelServerOptions();
        options.Listen(connections.EndPoint, listen => listen.Protocols = HttpProtocols.Http2);
        kestrel = new KestrelServer(Options.Create(options), connections, NullLoggerFactory.Instance);
    }

    /// <summary>Answers the calls on the control connection.</summary>
    public FakeBuild Build { get; }

    /// <summary>After how many writes the control connection ends; null for never.</summary>
    private int? CutControlAfter { get; init; }

    /// <summary>After how many writes the session's connection ends; null for never.</summary>
    private int? CutSessionAfter { get; init; }

    /// <summary>What is said last on a connection that is cut.</summary>
    private ReadOnlyMemory<byte> LastWords { get; init; }

    /// <summary>The answer to an upgrade, by path; null accepts it, and what is empty is never said.</summary>
    private Func<string, string?> Upgrade { get; init; } = _ => null;

    /// <summary>A connection was cut, as it was asked for.</summary>
    public bool WasCut => streams.OfType<CutStream>().Any(stream => stream.WasCut);

    /// <summary>The sessions, as the engine calls them.</summary>
    public ConcurrentDictionary<string, GrpcChannel> Sessions { get; } = new();

    /// <summary>The sessions' connections, for those who speak on them in another way.</summary>
    public ConcurrentDictionary<string, Stream> SessionStreams { get; } = new();

    /// <summary>Where it listens, as DOCKER_HOST has it.</summary>
    public string Address => $"unix://{directory["engine.sock"]}";

    public Func<CancellationToken, Task<Stream>> Dial => BuildKitDial.Unix(directory["engine.sock"]);

    /// <summary>Starts an engine that goes wrong as it is told here.</summary>
    public static async Task<FakeEngine> StartAsync(
        int? cutControlAfter = null,
        int? cutSessionAfter = null,
        byte[]? lastWords = null,
        Func<string, string?>? upgrade = null
    )
    {
        var engine = new FakeEngine
        {
            CutControlAfter = cutControlAfter,
            CutSessionAfter = cutSessionAfter,
            LastWords = lastWords,
            Upgrade = upgrade ?? (_ => null),
        };
        engine.listener.Bind(new UnixDomainSocketEndPoint(engine.directory["engine.sock"]));
        engine.listener.Listen();
        await engine.kestrel.StartAsync(new Application(engine.Build), CancellationToken.None);
        engine.accepting = engine.AcceptAsync();
        return engine;
    }

    public BuildKitClient Client() => new(Dial, new ImpatientTime(), BuildKitRoute.Upgrade);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        await kestrel.StopAsync(new CancellationToken(canceled: true));
        kestrel.Dispose();
        await connections.DisposeAsync();
        foreach (var session in Sessions.Values)
        {
            session.Dispose();
        }

        stop.Dispose();
        directory.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await listener.AcceptAsync(stop.Token);
            _ = ServeAsync(new NetworkStream(socket, ownsSocket: true));
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        streams.Add(stream);
        var head = await ReadHeadAsync(stream);
        var path = head.Split(' ', 3)[1];
        if (Upgrade(path) is { } answer)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            if (answer.Length > 0)
            {
                await stream.DisposeAsync();
            }

            return;
        }

        var isSession = path.EndsWith("/session", StringComparison.Ordinal);
        var cut = new CutStream(stream, isSession ? CutSessionAfter : CutControlAfter, LastWords);
        streams.Add(cut);
        if (isSession)
        {
            SessionStreams[SessionOf(head)] = cut;
            Sessions[SessionOf(head)] = new GrpcChannel(_ => Task.FromResult<Stream>(cut));
        }

        await stream.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"u8.ToArray());
        if (!isSession)
        {
#pragma warning disable CA2000 // Dispose objects before losing scope: the server owns it
            connections.Push(new StreamConnection(path, cut));
#pragma warning restore CA2000
        }
    }

    private static string SessionOf(string head) =>
        head.Split("\r\n").First(line => line.StartsWith("X-Docker-Expose-Session-Uuid", StringComparison.OrdinalIgnoreCase)).Split(": ")[
            1
        ];

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private sealed class Application(FakeBuild build) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => build.AnswerAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception) { }
    }
}
