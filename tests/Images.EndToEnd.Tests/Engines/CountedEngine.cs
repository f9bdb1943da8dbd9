using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Images.BuildKit.Tests;

namespace Images.EndToEnd.Tests.Engines;

/// <summary>The engine behind a socket that notes the first line of every request.</summary>
internal sealed class CountedEngine : IAsyncDisposable
{
    private static readonly string[] Methods = ["GET ", "HEAD ", "POST ", "PUT ", "DELETE "];

    private readonly TemporaryDirectory directory = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<CancellationToken, Task<Stream>> dial;
    private readonly ConcurrentQueue<string> requests = new();
    private readonly Task accepting;

    /// <summary>Listens.</summary>
    /// <param name="dial">Connects to the engine.</param>
    public CountedEngine(Func<CancellationToken, Task<Stream>> dial)
    {
        this.dial = dial;
        var path = directory["engine.sock"];
        Address = $"unix://{path}";
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        accepting = AcceptAsync();
    }

    /// <summary>Gets the address for --engine.</summary>
    public string Address { get; }

    /// <summary>Takes what was asked since the last time.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (requests.TryDequeue(out var request))
        {
            taken.Add(request);
        }

        return taken;
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
                relays.Add(RelayAsync(await listener.AcceptAsync(stop.Token)));
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
            await await Task.WhenAny(RequestsAsync(near, far), far.CopyToAsync(near, stop.Token));
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The program or the engine has hung up.
        }
    }

    // Requests have no body here that could look like the beginning of another one, and each is sent at once.
    private async Task RequestsAsync(NetworkStream near, Stream far)
    {
        var buffer = new byte[65536];
        while (await near.ReadAsync(buffer, stop.Token) is > 0 and var read)
        {
            var text = Encoding.ASCII.GetString(buffer, 0, read);
            if (Array.Exists(Methods, method => text.StartsWith(method, StringComparison.Ordinal)))
            {
                requests.Enqueue(text.Split("\r\n")[0]);
            }

            await far.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
    }
}
