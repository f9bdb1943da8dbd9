using Images.BuildKit.Grpc;
using Images.BuildKit.Serving;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests;

/// <summary>A BuildKit of our own making: a gRPC server in memory with the methods that a test gives it.</summary>
internal sealed class Http2Peer : IAsyncDisposable
{
    private readonly GrpcServer server;
    private readonly Dictionary<string, Func<GrpcServerCall, Task>> methods;

    private Http2Peer(GrpcServer server, Dictionary<string, Func<GrpcServerCall, Task>> methods)
    {
        this.server = server;
        this.methods = methods;
    }

    /// <summary>How often somebody connected.</summary>
    public int Dialled { get; private set; }

    /// <summary>The last connection's end here.</summary>
    public Stream? Last { get; private set; }

    public EngineConnection Connection => new(DialAsync);

    public static async Task<Http2Peer> StartAsync(string path, Func<GrpcServerCall, Task> method, CancellationToken cancellationToken) =>
        new(
            await GrpcServer.StartAsync(cancellationToken),
            new Dictionary<string, Func<GrpcServerCall, Task>>(StringComparer.Ordinal) { [path] = method }
        );

    public Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        Dialled++;
        var (near, far) = StreamPair.Create();
        Last = far;
        server.Serve($"peer-{Dialled}", far, methods);
        return Task.FromResult(near);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
