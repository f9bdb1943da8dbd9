using Images.Engines;
using Microsoft.Extensions.Logging;

namespace Images.Jobs.Running;

/// <summary>An engine that jobs run on.</summary>
public sealed class JobEngine
{
    /// <summary>Takes an engine of this machine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="time">The clock.</param>
    public JobEngine(EngineConnection engine, TimeProvider time)
    {
        var containers = new Containers(engine, time);
        (Holder, Runner, Time) = (containers, containers, time);
        Lasting = new LastingContainers(engine, time);
        ImagesAsync = new JobImages(engine.Http).FindAsync;
        GpusAsync = async token => (await engine.GetInfoAsync(token)).Gpus;
        RemoteAddress = engine.Endpoint.SocketPath is null ? engine.Endpoint.Address.OriginalString : null;
        SocketPath = engine.Endpoint.SocketPath;
        // A rootless engine's root is its user: whoever the engine belongs to.
        Caller =
            engine.Endpoint.SocketPath?.StartsWith("/run/user/", StringComparison.Ordinal) == true ? new Caller(0, 0) : Caller.Current();
    }

    /// <summary>Takes parts of an engine, for tests.</summary>
    internal JobEngine(IContainerHolder holder, IContainerRunner runner, TimeProvider time, Caller? caller, JobImage image)
    {
        (Holder, Runner, Time, Caller) = (holder, runner, time, caller);
        ImagesAsync = (names, _) => Task.FromResult<JobImage?>(names.Contains(image.Name, StringComparer.Ordinal) ? image : null);
        GpusAsync = _ => Task.FromResult(GpuAccess.None);
    }

    /// <summary>Gets or sets who is told of each line that a job writes, beside its files; null: nobody.</summary>
    public ILogger? Logger { get; init; }

    internal IContainerHolder Holder { get; }

    internal IContainerRunner Runner { get; }

    /// <summary>The containers of staged computations.</summary>
    internal ILastingContainers Lasting { get; init; } = null!;

    internal TimeProvider Time { get; }

    internal Caller? Caller { get; }

    /// <summary>The engine's socket on this machine; null when there is none.</summary>
    internal string? SocketPath { get; init; }

    /// <summary>The engine's address when it does not see this machine's folders; null when it does.</summary>
    internal string? RemoteAddress { get; }

    internal Func<IEnumerable<string>, CancellationToken, Task<JobImage?>> ImagesAsync { get; }

    internal Func<CancellationToken, Task<GpuAccess>> GpusAsync { get; }

    /// <summary>Removes folders of this machine that jobs of killed runs left behind.</summary>
    public static void RemoveLeftovers() => PassingFolder.RemoveLeftovers();

    /// <summary>Takes the first of a job's images that the engine has.</summary>
    /// <param name="names">References or ids, the best first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image; null when it has none of them, which is no error.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public Task<JobImage?> FindImageAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        ImagesAsync(names, cancellationToken);
}
