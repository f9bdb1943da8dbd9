using Docker.DotNet;

namespace Images.Engines;

/// <summary>Makes Docker.DotNet use our transport, and with it our TLS files.</summary>
internal sealed class EngineCredentials(EngineTransport transport) : Credentials
{
    /// <inheritdoc />
    public override bool IsTlsCredentials() => false;

    /// <inheritdoc />
    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler)
    {
        innerHandler.Dispose();
        return new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = async (_, token) => await transport.DialAsync(token),
        };
    }
}
