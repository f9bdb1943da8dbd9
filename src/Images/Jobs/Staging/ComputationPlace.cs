using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>Where a computation runs.</summary>
internal abstract class ComputationPlace
{
    /// <summary>Gets the storage's path as the computation sees it.</summary>
    public abstract string Storage { get; }

    /// <summary>Runs the computation's program.</summary>
    /// <param name="arguments">The paths of inputs and outputs as it sees them.</param>
    /// <param name="passing">A folder of the storage that goes when it has ended, relative to the storage.</param>
    /// <param name="output">Told of each piece of output as it arrives.</param>
    /// <param name="cancellationToken">Ends it, and what it has started.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="JobException">It cannot be started.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public abstract Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        string passing,
        IProgress<ContainerChunk> output,
        CancellationToken cancellationToken
    );
}
