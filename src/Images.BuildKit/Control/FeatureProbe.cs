namespace Images.BuildKit.Control;

/// <summary>Asks an engine what it can do, once, in two calls at the same time.</summary>
internal sealed class FeatureProbe(ControlService control) : IDisposable
{
    private const string SnapshotterLabel = "org.mobyproject.buildkit.worker.snapshotter";

    private readonly SemaphoreSlim once = new(1);
    private EngineFeatures? known;

    public async Task<EngineFeatures> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref known) is { } already)
        {
            return already;
        }

        await once.WaitAsync(cancellationToken);
        try
        {
            return Volatile.Read(ref known) ?? (known = await AskAsync(cancellationToken));
        }
        finally
        {
            once.Release();
        }
    }

    public void Dispose() => once.Dispose();

    private async Task<EngineFeatures> AskAsync(CancellationToken cancellationToken)
    {
        var workers = control.ListWorkersAsync(cancellationToken);
        var version = control.VersionAsync(cancellationToken);
        await Task.WhenAll(workers, version);
        return new()
        {
            Version = await version,
            HasNamedContexts = await version is not null,
            HasContainerdStore = (await workers).Any(worker => worker.Labels.ContainsKey(SnapshotterLabel)),
            Platforms = [.. (await workers).SelectMany(worker => worker.Platforms).Distinct(StringComparer.Ordinal)],
        };
    }
}
