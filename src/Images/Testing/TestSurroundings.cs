using Images.Engines;

namespace Images.Testing;

/// <summary>What a test finds around its container. Nothing is made or asked for before a test needs it.</summary>
public sealed record TestSurroundings
{
    /// <summary>Gets the volumes with the test's fixtures.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<VolumeMount>>> FixturesAsync { get; init; } =
        _ => Task.FromResult<IReadOnlyList<VolumeMount>>([]);

    /// <summary>Gets the engine's GPUs.</summary>
    public Func<CancellationToken, Task<GpuAccess>> GpusAsync { get; init; } = _ => Task.FromResult(GpuAccess.None);

    /// <summary>Gets what keeps a file that a test left, and says where, relative to the family's folder; null: it is not kept.</summary>
    public Func<string, ReadOnlyMemory<byte>, string>? Keep { get; init; }
}
