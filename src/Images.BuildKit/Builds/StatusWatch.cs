using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.BuildKit.Progress;

namespace Images.BuildKit.Builds;

/// <summary>Follows the progress of one build from before it begins until its job ends.</summary>
internal sealed class StatusWatch : IAsyncDisposable
{
    // A solve that is refused at once never becomes a job, and its status would wait for one.
    private static readonly TimeSpan GraceAfterFailure = TimeSpan.FromMilliseconds(300);

    // The status of a job that is done ends by itself; this is for a connection that does not.
    private static readonly TimeSpan GraceAfterSuccess = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stop = new();
    private readonly TimeProvider time;
    private readonly Task watching;

    public StatusWatch(ControlService control, string reference, ProgressTracker tracker, TimeProvider time)
    {
        this.time = time;
        watching = WatchAsync(control, reference, tracker, stop.Token);
    }

    /// <summary>Waits for what is still to be told of a build that is done.</summary>
    public Task SucceededAsync() => EndAsync(GraceAfterSuccess);

    /// <summary>Waits for what is still to be told of a build that failed.</summary>
    public Task FailedAsync() => EndAsync(GraceAfterFailure);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    /// <summary>Progress is extra: what breaks it shows in the solve, too, or does not matter.</summary>
    private static async Task WatchAsync(ControlService control, string reference, ProgressTracker tracker, CancellationToken stop)
    {
        try
        {
            await foreach (var message in control.StatusAsync(reference, stop))
            {
                tracker.Take(message);
            }
        }
        catch (Exception e) when (e is BuildKitException or OperationCanceledException) { }
    }

    private async Task EndAsync(TimeSpan grace)
    {
        try
        {
            await watching.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            await stop.CancelAsync();
        }
    }
}
