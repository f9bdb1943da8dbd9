using Images.Definitions;
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

    /// <summary>Gives the container of a test the GPUs and the fixtures that the test wants.</summary>
    /// <param name="spec">The container.</param>
    /// <param name="test">The test.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The container, and why the test cannot be run here; null where it can.</returns>
    /// <exception cref="EngineException">The engine does not answer, or cannot take the fixtures.</exception>
    public async Task<(ContainerSpec Spec, string? WhyNot)> EquipAsync(
        ContainerSpec spec,
        TestDefinition test,
        CancellationToken cancellationToken
    )
    {
        var gpus = test.Gpu ? await GpusAsync(cancellationToken) : null;
        if (gpus?.WhyNot is { } none)
        {
            return (spec, none);
        }

        var volumes = test.Mounts.Count > 0 ? await FixturesAsync(cancellationToken) : [];
        return (TestContainer.With(spec, volumes, gpus), null);
    }
}
