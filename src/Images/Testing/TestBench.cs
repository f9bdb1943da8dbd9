using Images.Engines;

namespace Images.Testing;

/// <summary>What an engine offers to those who test images on it.</summary>
/// <param name="Runner">Runs containers.</param>
/// <param name="Reader">Reads images.</param>
/// <param name="Fixtures">Brings fixtures into volumes.</param>
/// <param name="GpusAsync">Asks for its GPUs.</param>
public sealed record TestBench(
    IContainerRunner Runner,
    IImageReader Reader,
    IFixtureVolumes Fixtures,
    Func<CancellationToken, Task<GpuAccess>> GpusAsync
)
{
    /// <summary>Gets what starts programs that stay up; null where none can be.</summary>
    public IServiceContainers? Services { get; init; }

    /// <summary>Gets what removes images that tests have made; null where none are made.</summary>
    public ICommittedImages? Commits { get; init; }
}
