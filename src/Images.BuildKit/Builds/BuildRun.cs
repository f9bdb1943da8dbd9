using System.Runtime.ExceptionServices;
using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Progress;
using Images.BuildKit.Sessions;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Builds;

/// <summary>One build from its request to its result: Solve and Status side by side, with the session open around them.</summary>
internal sealed class BuildRun(ControlService control, ProgressTracker tracker, TimeProvider time)
{
    // A solve that is refused at once never becomes a job, and its status would wait for one.
    private static readonly TimeSpan StatusGraceAfterFailure = TimeSpan.FromMilliseconds(300);

    // The status of a job that is done ends by itself; this is for a connection that does not.
    private static readonly TimeSpan StatusGraceAfterSuccess = TimeSpan.FromSeconds(10);

    public static SolveRequest Request(BuildRequest request, string sessionId)
    {
        var exporter = ExporterChoice.Of(request.Output);
        var solve = new SolveRequest
        {
            Ref = Guid.NewGuid().ToString("N"),
            Session = sessionId,
            Frontend = FrontendAttributes.Frontend,
            FrontendAttrs = { FrontendAttributes.Of(request) },
            Exporter = exporter.Type,
            Cache = new CacheOptions { Imports = { request.CacheFrom.Select(EntryOf) }, Exports = { request.CacheTo.Select(EntryOf) } },
            Entitlements = { request.Entitlements },
        };
        foreach (var (key, value) in exporter.Attributes)
        {
            solve.ExporterAttrs[key] = value;
        }

        if (request.Network == BuildNetwork.Host)
        {
            solve.Entitlements.Add("network.host");
        }

        return solve;
    }

    /// <exception cref="BuildKitException">The build failed, whichever way.</exception>
    public async Task<SolveResponse> RunAsync(SolveRequest request, BuildSession session, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var status = WatchAsync(request.Ref, watching.Token);
        try
        {
            var response = await control.SolveAsync(request, cancellationToken);
            await EndAsync(status, StatusGraceAfterSuccess, watching);
            return response;
        }
        catch (GrpcStatusException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await EndAsync(status, StatusGraceAfterFailure, watching);
            if (session.Fault is BuildKitException ours)
            {
                ExceptionDispatchInfo.Throw(ours);
            }

            throw session.Fault is { } fault
                ? new BuildKitException(GrpcStatusCode.Internal, $"the session failed: {fault.Message}", fault)
                : BuildErrors.Of(e, tracker);
        }
        finally
        {
            await watching.CancelAsync();
            await status;
        }
    }

    /// <summary>Reports until the job ends. Progress is extra: what breaks it shows in the solve, too, or does not matter.</summary>
    private async Task WatchAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in control.StatusAsync(reference, cancellationToken))
            {
                tracker.Take(message);
            }
        }
        catch (Exception e) when (e is BuildKitException or OperationCanceledException) { }
    }

    private async Task EndAsync(Task status, TimeSpan grace, CancellationTokenSource watching)
    {
        try
        {
            await status.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            await watching.CancelAsync();
        }
    }

    private static CacheOptionsEntry EntryOf(CacheLocation location)
    {
        var entry = new CacheOptionsEntry { Type = location.Type };
        foreach (var (key, value) in location.Attributes)
        {
            entry.Attrs[key] = value;
        }

        return entry;
    }
}
