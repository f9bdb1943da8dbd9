using Images.BuildKit.Progress;

namespace Images.Building;

/// <summary>Stops a build as soon as one of its steps is really run.</summary>
/// <param name="time">The clock.</param>
internal sealed class CachedStepsOnly(TimeProvider time) : IProgress<BuildEvent>, IDisposable
{
    // The engine tells of a cached step that it began and ended in one breath.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<string> running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop = new();

    /// <summary>Gets what is signalled when a step is run.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>Gets whether a step was run; final once the build is over.</summary>
    public bool HasRun { get; private set; }

    /// <inheritdoc/>
    public void Report(BuildEvent value)
    {
        switch (value)
        {
            case VertexStarted started when StepNames.IsWork(started.Name):
                lock (running)
                {
                    running.Add(started.Digest);
                }

                _ = StopUnlessDoneAsync(started.Digest);
                break;
            case VertexCompleted completed when StepNames.IsWork(completed.Name):
                lock (running)
                {
                    running.Remove(completed.Digest);
                }

                HasRun |= !completed.Cached;
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private async Task StopUnlessDoneAsync(string digest)
    {
        await Task.Delay(Breath, time);
        lock (running)
        {
            if (!running.Contains(digest))
            {
                return;
            }
        }

        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The build ended meanwhile.
        }
    }
}
