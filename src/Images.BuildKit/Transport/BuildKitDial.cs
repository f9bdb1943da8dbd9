using System.Net.Security;
using System.Net.Sockets;

namespace Images.BuildKit.Transport;

/// <summary>
/// The usual ways to reach an engine. A client takes any function that opens a fresh two-way stream to the engine's API;
/// it is called once for the control connection and once for each build.
/// </summary>
public static class BuildKitDial
{
    /// <summary>A unix domain socket.</summary>
    /// <param name="path">Such as <c>/var/run/docker.sock</c>.</param>
    public static Func<CancellationToken, Task<Stream>> Unix(string path) =>
        cancellationToken =>
            ConnectAsync(
                () => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
                socket => socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken)
            );

    /// <summary>A TCP port without encryption: only for loopback or a tunnel.</summary>
    public static Func<CancellationToken, Task<Stream>> Tcp(string host, int port) =>
        cancellationToken =>
            ConnectAsync(
                () => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
                socket => socket.ConnectAsync(host, port, cancellationToken)
            );

    /// <summary>A TCP port with TLS; a client certificate goes into the options, as does the authority to trust.</summary>
    public static Func<CancellationToken, Task<Stream>> Tls(string host, int port, SslClientAuthenticationOptions options) =>
        async cancellationToken =>
        {
            var plain = await Tcp(host, port)(cancellationToken);
            var secure = new SslStream(plain);
            try
            {
                await secure.AuthenticateAsClientAsync(options, cancellationToken);
                return secure;
            }
            catch
            {
                await secure.DisposeAsync();
                throw;
            }
        };

    private static async Task<Stream> ConnectAsync(Func<Socket> create, Func<Socket, ValueTask> connect)
    {
        var socket = create();
        try
        {
            await connect(socket);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
