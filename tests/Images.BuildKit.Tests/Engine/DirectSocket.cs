using System.Net.Sockets;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Engine;

/// <summary>
/// A unix socket on which the BuildKit of an engine answers as buildkitd does on its own: every connection is one that the
/// engine has upgraded already.
/// </summary>
internal sealed class DirectSocket : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly EngineConnection engine;
    private readonly Task accepting;

    public DirectSocket(Func<CancellationToken, Task<Stream>> dial)
    {
        engine = new EngineConnection(dial);
        Path = directory["buildkitd.sock"];
        listener.Bind(new UnixDomainSocketEndPoint(Path));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public string Path { get; }

    public int Accepted { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
        directory.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(stop.Token);
                Accepted++;
                relays.Add(RelayAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(Socket socket)
    {
        try
        {
            await using var near = new NetworkStream(socket, ownsSocket: true);
            await using var far = await engine.UpgradeAsync("/grpc", [], stop.Token);
            await Task.WhenAny(near.CopyToAsync(far, stop.Token), far.CopyToAsync(near, stop.Token));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException) { }
    }
}
