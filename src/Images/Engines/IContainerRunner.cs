namespace Images.Engines;

/// <summary>Runs containers, one call each.</summary>
public interface IContainerRunner
{
    /// <summary>Creates and starts a container, follows its output, waits for its end, and removes it in any case.</summary>
    /// <param name="spec">What to run.</param>
    /// <param name="output">Told of each piece of output as it arrives, also beyond the limit; null: nobody.</param>
    /// <param name="cancellationToken">Kills and removes the container.</param>
    /// <returns>How it ended; a non-zero exit code and a timeout are results, not errors.</returns>
    /// <exception cref="EngineException">The image is missing, the program can't be started, or the engine failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the container is gone.</exception>
    Task<ContainerResult> RunAsync(ContainerSpec spec, IProgress<ContainerChunk>? output, CancellationToken cancellationToken);
}
