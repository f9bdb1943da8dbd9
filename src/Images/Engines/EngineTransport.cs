using System.IO.Pipes;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Images.Engines;

/// <summary>Opens byte streams to one engine: unix socket, named pipe, TCP, or TLS over TCP.</summary>
public sealed class EngineTransport
{
    private const int PlainPort = 2375;
    private const int TlsPort = 2376;
    private readonly EngineEndpoint endpoint;
    private readonly Lazy<SslClientAuthenticationOptions?> tls;

    /// <summary>Creates a transport; nothing is opened or read yet.</summary>
    /// <param name="endpoint">The engine.</param>
    public EngineTransport(EngineEndpoint endpoint)
    {
        this.endpoint = endpoint;
        tls = new Lazy<SslClientAuthenticationOptions?>(() => IsTls ? EngineCertificates.Options(endpoint) : null);
    }

    /// <summary>Whether the stream is encrypted.</summary>
    public bool IsTls => endpoint.Tls is not null || endpoint.Address.Scheme == "https";

    /// <summary>The address for HTTP requests whose connections this transport opens.</summary>
    public Uri HttpAddress => new(SocketScheme ? "http://localhost/" : $"http://{endpoint.Address.Authority}/");

    private bool SocketScheme => endpoint.Address.Scheme is "unix" or "npipe";

    /// <summary>Opens a connection.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A stream that owns its connection.</returns>
    /// <exception cref="EngineException">The scheme is unknown, or the TLS files can't be read.</exception>
    /// <exception cref="IOException">Nobody answers there, or the TLS handshake failed.</exception>
    public async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(cancellationToken);
        }
        catch (Exception e) when (e is SocketException or AuthenticationException or TimeoutException)
        {
            throw new IOException(e.Message, e);
        }
    }

#pragma warning disable CA2000 // Dispose objects before losing scope: the caller owns the stream
    private Task<Stream> OpenAsync(CancellationToken cancellationToken) =>
        endpoint.Address.Scheme switch
        {
            "unix" => DialSocketAsync(cancellationToken),
            "npipe" => DialPipeAsync(cancellationToken),
            "tcp" or "http" or "https" => DialTcpAsync(cancellationToken),
            var scheme => throw new EngineException(
                $"{endpoint.Origin}: scheme '{scheme}://' is not supported; use unix://, tcp://, http://, https:// or npipe://"
            ),
        };
#pragma warning restore CA2000

    private async Task<Stream> DialSocketAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: the stream owns the socket
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
#pragma warning restore CA2000
        return await ConnectAsync(socket, new UnixDomainSocketEndPoint(endpoint.Address.LocalPath), cancellationToken);
    }

    private async Task<Stream> DialPipeAsync(CancellationToken cancellationToken)
    {
        var server = endpoint.Address.Host is "" or "localhost" ? "." : endpoint.Address.Host;
        var pipe = new NamedPipeClientStream(server, endpoint.Address.Segments[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(TimeSpan.FromSeconds(2), cancellationToken);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    private async Task<Stream> DialTcpAsync(CancellationToken cancellationToken)
    {
        var address = endpoint.Address;
        var port =
            address.Port > 0 && !address.IsDefaultPort ? address.Port
            : IsTls ? TlsPort
            : PlainPort;
#pragma warning disable CA2000 // Dispose objects before losing scope: the stream owns the socket
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        var plain = await ConnectAsync(socket, new DnsEndPoint(address.Host, port), cancellationToken);
        if (tls.Value is not { } options)
        {
            return plain;
        }

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
    }

    private static async Task<Stream> ConnectAsync(Socket socket, EndPoint target, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
