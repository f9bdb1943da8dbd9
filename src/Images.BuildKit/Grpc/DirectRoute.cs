using Images.BuildKit.Transport;

namespace Images.BuildKit.Grpc;

/// <summary>The route to a BuildKit that is alone on its socket: HTTP/2 from the first byte, and sessions as calls of its control service.</summary>
internal sealed class DirectRoute(EngineConnection engine) : IEngineRoute
{
    public Task<Stream> OpenControlAsync(CancellationToken cancellationToken) => engine.DialAsync(cancellationToken);

    public Task<Stream> OpenSessionAsync(SessionAnnouncement session, CancellationToken cancellationToken) =>
        SessionTunnel.OpenAsync(engine, session, cancellationToken);
}
