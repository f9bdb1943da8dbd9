namespace Images.BuildKit.Transport;

/// <summary>The route through a container engine's API: HTTP/1.1, upgraded to HTTP/2 at one path each.</summary>
internal sealed class UpgradeRoute(EngineConnection engine) : IEngineRoute
{
    public Task<Stream> OpenControlAsync(CancellationToken cancellationToken) => engine.UpgradeAsync("/grpc", [], cancellationToken);

    public Task<Stream> OpenSessionAsync(SessionAnnouncement session, CancellationToken cancellationToken) =>
        engine.UpgradeAsync(
            "/session",
            [.. session.Fields, .. session.Methods.Select(method => KeyValuePair.Create(SessionAnnouncement.MethodField, method))],
            cancellationToken
        );
}
