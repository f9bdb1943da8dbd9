using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Images.BuildKit.Transport;

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

    private int Port =>
        endpoint.Address is { IsDefaultPort: false, Port: > 0 and var port } ? port
        : IsTls ? TlsPort
        : PlainPort;

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
        catch (Exception e) when (e is SocketException or AuthenticationException)
        {
            throw new IOException(e.Message, e);
        }
    }

    private Task<Stream> OpenAsync(CancellationToken cancellationToken) => Dial()(cancellationToken);

    private Func<CancellationToken, Task<Stream>> Dial()
    {
        var address = endpoint.Address;
        return address.Scheme switch
        {
            "unix" => BuildKitDial.Unix(address.LocalPath),
            "npipe" => BuildKitDial.NamedPipe(address.Segments[^1], address.Host is "" or "localhost" ? "." : address.Host),
            "tcp" or "http" or "https" => tls.Value is { } options
                ? BuildKitDial.Tls(address.Host, Port, options)
                : BuildKitDial.Tcp(address.Host, Port),
            var scheme => throw new EngineException(
                $"{endpoint.Origin}: scheme '{scheme}://' is not supported; use unix://, tcp://, http://, https:// or npipe://"
            ),
        };
    }
}
