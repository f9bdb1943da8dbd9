using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Progress;
using Images.BuildKit.Sessions;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Builds;

/// <summary>What is open around a build while it runs: the session that the engine asks, and the progress that it tells.</summary>
internal sealed class BuildScope(
    BuildSession session,
    ProgressTracker tracker,
    LocalCaches caches,
    ControlService control,
    string reference,
    TimeProvider time
) : IAsyncDisposable
{
    private readonly StatusWatch status = new(control, reference, tracker, time);

    public ProgressTracker Tracker => tracker;

    /// <summary>Waits for the rest of the progress and gives the engine's answer its form.</summary>
    /// <exception cref="BuildKitException">A cache that was written cannot be entered in its directory.</exception>
    public async Task<BuildResult> SucceededAsync(SolveResponse response, CancellationToken cancellationToken)
    {
        await status.SucceededAsync();
        var values = new Dictionary<string, string>(response.ExporterResponse, StringComparer.Ordinal);
        await caches.EnterAsync(values, cancellationToken);
        return new(values);
    }

    /// <summary>Waits for the rest of the progress, which names what failed, and gives the engine's error its meaning.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled, whatever the engine made of that.</exception>
    public async Task<BuildKitException> FailedAsync(GrpcStatusException error, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await status.FailedAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return BuildErrors.Of(error, tracker, session.Fault);
    }

    public async ValueTask DisposeAsync()
    {
        await status.DisposeAsync();
        await session.DisposeAsync();
    }
}
