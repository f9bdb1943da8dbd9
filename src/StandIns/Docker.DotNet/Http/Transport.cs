using System.IO.Pipes;
using System.Net.Sockets;

namespace Docker.DotNet;

/// <summary>How bytes reach the engine: a handler for the endpoint's scheme, and the HTTP address to use with it.</summary>
internal static class Transport
{
    public static (SocketsHttpHandler Handler, Uri Address) For(DockerClientConfiguration configuration)
    {
        var endpoint = configuration.EndpointBaseUri;
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        switch (endpoint.Scheme.ToUpperInvariant())
        {
            case "UNIX":
                handler.ConnectCallback = (_, token) => ConnectSocketAsync(endpoint.LocalPath, token);
                return (handler, new Uri("http://localhost"));
            case "NPIPE":
                var (server, pipe) = PipeOf(configuration);
                handler.ConnectCallback = (_, token) => ConnectPipeAsync(server, pipe, configuration.NamedPipeConnectTimeout, token);
                return (handler, new Uri("http://localhost"));
            case "TCP":
            case "HTTP":
                var scheme = configuration.Credentials.IsTlsCredentials() ? "https" : "http";
                return (handler, new UriBuilder(endpoint) { Scheme = scheme }.Uri);
            case "HTTPS":
                return (handler, endpoint);
            default:
                handler.Dispose();
#pragma warning disable CA2201 // Do not raise reserved exception types: the real client throws this one
                throw new Exception($"Unknown URL scheme {endpoint.Scheme}");
#pragma warning restore CA2201
        }
    }

    private static (string Server, string Pipe) PipeOf(DockerClientConfiguration configuration)
    {
        var endpoint = configuration.EndpointBaseUri;
        if (configuration.Credentials.IsTlsCredentials())
        {
#pragma warning disable CA2201 // Do not raise reserved exception types: the real client throws this one
            throw new Exception("TLS not supported over npipe");
#pragma warning restore CA2201
        }

        if (endpoint.Segments is not [_, var folder, var pipe] || !folder.Equals("pipe/", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"{endpoint} is not a valid npipe URI");
        }

        return (endpoint.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? "." : endpoint.Host, pipe);
    }

    private static async ValueTask<Stream> ConnectSocketAsync(string path, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: the stream owns the socket
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectPipeAsync(
        string server,
        string pipe,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var stream = new NamedPipeClientStream(server, pipe, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await stream.ConnectAsync(timeout, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
