using System.Net.Sockets;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Engine;

/// <summary>A unix socket whose connections are passed on, and counted.</summary>
internal sealed class RelaySocket : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<CancellationToken, Task<Stream>> dial;
    private readonly Task accepting;
    private int open;

    public RelaySocket(Func<CancellationToken, Task<Stream>> dial)
    {
        this.dial = dial;
        Path = directory["relay.sock"];
        listener.Bind(new UnixDomainSocketEndPoint(Path));
        listener.Listen();
        accepting = AcceptAsync();
    }

    /// <summary>
    /// A socket on which the BuildKit of an engine answers as buildkitd does on its own: every connection is one that the engine
    /// has upgraded already.
    /// </summary>
    public static RelaySocket Direct(Func<CancellationToken, Task<Stream>> dial) =>
        new(cancellationToken => new EngineConnection(dial).UpgradeAsync("/grpc", [], cancellationToken));

    public string Path { get; }

    public int Accepted { get; private set; }

    /// <summary>Returns when so many connections are open as expected, or never.</summary>
    public async Task OpenAsync(int expected, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref open) != expected)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }

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
                Interlocked.Increment(ref open);
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
            await using var far = await dial(stop.Token);
            await BothWays.RelayAsync(near, far, stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException) { }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
