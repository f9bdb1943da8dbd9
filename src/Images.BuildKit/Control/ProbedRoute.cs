using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Control;

/// <summary>
/// The route that an engine offers, asked once: direct where its socket speaks HTTP/2 and BuildKit answers there, by upgrade
/// elsewhere. Versions tell nothing: an engine may have either, and a proxy may stand between.
/// </summary>
internal sealed class ProbedRoute(EngineConnection engine, TimeProvider time) : IEngineRoute, IDisposable
{
    private readonly SemaphoreSlim once = new(1);
    private IEngineRoute? found;

    public async Task<Stream> OpenControlAsync(CancellationToken cancellationToken) =>
        await (await FindAsync(cancellationToken)).OpenControlAsync(cancellationToken);

    public async Task<Stream> OpenSessionAsync(SessionAnnouncement session, CancellationToken cancellationToken) =>
        await (await FindAsync(cancellationToken)).OpenSessionAsync(session, cancellationToken);

    public void Dispose() => once.Dispose();

    private async Task<IEngineRoute> FindAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref found) is { } known)
        {
            return known;
        }

        await once.WaitAsync(cancellationToken);
        try
        {
            var route =
                Volatile.Read(ref found) ?? (await IsDirectAsync(cancellationToken) ? new DirectRoute(engine) : new UpgradeRoute(engine));
            Volatile.Write(ref found, route);
            return route;
        }
        finally
        {
            once.Release();
        }
    }

    private async Task<bool> IsDirectAsync(CancellationToken cancellationToken)
    {
        if (!await DirectHttp2.IsSpokenAsync(engine, time, cancellationToken))
        {
            return false;
        }

        using var channel = new GrpcChannel(engine.DialAsync);
        try
        {
            await new ControlService(channel).ListWorkersAsync(cancellationToken);
            return true;
        }
        catch (BuildKitException e) when (e is BuildKitUnavailableException or GrpcStatusException { Code: GrpcStatusCode.Unimplemented })
        {
            // HTTP/2 for something else than BuildKit.
            return false;
        }
    }
}
