using System.IO.Pipes;
using System.Net.Security;
using System.Net.Sockets;

namespace Images.BuildKit.Transport;

/// <summary>
/// The usual ways to reach an engine. A client takes any function that opens a fresh two-way stream to the engine's API;
/// it is called once for the control connection and once for each build.
/// </summary>
public static class BuildKitDial
{
    // Without a limit .NET waits for the pipe to be made.
    private static readonly TimeSpan PipeLimit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// An address as <c>DOCKER_HOST</c> has it: <c>unix:///var/run/docker.sock</c>, <c>tcp://127.0.0.1:2375</c> (without
    /// encryption), <c>npipe:////./pipe/docker_engine</c>.
    /// </summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static Func<CancellationToken, Task<Stream>> Address(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri.Scheme switch
            {
                "unix" => Unix(uri.AbsolutePath),
                "tcp" when uri.Port > 0 => Tcp(uri.Host, uri.Port),
                "npipe" => NamedPipe(uri.AbsolutePath.Split('/')[^1]),
                _ => throw new FormatException($"{address}: unix://PATH, tcp://HOST:PORT or npipe:////./pipe/NAME was expected"),
            }
            : throw new FormatException($"{address}: unix://PATH, tcp://HOST:PORT or npipe:////./pipe/NAME was expected");

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

    /// <summary>A TCP port with TLS.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">Usually 2376.</param>
    /// <param name="options">
    /// Certificates, the authority to trust and the server's name: see <see cref="TlsFiles.Read"/>. Where they leave the
    /// application protocol open, HTTP/2 and HTTP/1.1 are set, so that either route can be found.
    /// </param>
    public static Func<CancellationToken, Task<Stream>> Tls(string host, int port, SslClientAuthenticationOptions options)
    {
        options.ApplicationProtocols ??= [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
        return async cancellationToken =>
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
    }

    /// <summary>A named pipe of Windows. Elsewhere .NET has unix sockets under that name, to which no engine listens.</summary>
    /// <param name="name">Such as <c>docker_engine</c>.</param>
    /// <param name="server">The machine; <c>.</c> is this one.</param>
    public static Func<CancellationToken, Task<Stream>> NamedPipe(string name, string server = ".") =>
        async cancellationToken =>
        {
            var pipe = new NamedPipeClientStream(server, name, PipeDirection.InOut, PipeOptions.Asynchronous);
            try
            {
                await pipe.ConnectAsync(PipeLimit, cancellationToken);
                return pipe;
            }
            catch (TimeoutException e)
            {
                await pipe.DisposeAsync();
                throw new IOException($"nobody listens on the named pipe {name}", e);
            }
            catch
            {
                await pipe.DisposeAsync();
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
