using System.IO.Pipes;
using System.Net.Sockets;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Transport;

public sealed class BuildKitDialTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_unix_socket_is_connected_to()
    {
        using var directory = new TemporaryDirectory();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(directory["engine.sock"]));
        listener.Listen();
        await using var near = await BuildKitDial.Unix(directory["engine.sock"])(cancel);
        await using var far = new NetworkStream(await listener.AcceptAsync(cancel), ownsSocket: true);

        await HoldsAsync(near, far);
    }

    [Fact]
    public async Task A_named_pipe_is_connected_to()
    {
        var name = $"images-{Guid.NewGuid():N}";
        await using var far = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        var accepting = far.WaitForConnectionAsync(cancel);
        await using var near = await BuildKitDial.NamedPipe(name)(cancel);
        await accepting;

        await HoldsAsync(near, far);
    }

    [Fact]
    public async Task Dialling_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildKitDial.Tcp("127.0.0.1", 1)(stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildKitDial.NamedPipe("none")(stop.Token));
    }

    private async Task HoldsAsync(Stream near, Stream far)
    {
        foreach (var (from, to) in new[] { (near, far), (far, near) })
        {
            await from.WriteAsync("hello"u8.ToArray(), cancel);
            await from.FlushAsync(cancel);
            var received = new byte[5];
            await to.ReadExactlyAsync(received, cancel);
            Assert.Equal("hello"u8.ToArray(), received);
        }
    }
}
