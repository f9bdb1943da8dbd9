namespace Images.Engines;

/// <summary>Makes containers that are started, waited for and killed step by step.</summary>
public interface IContainerHolder
{
    /// <summary>Creates a container; nothing runs yet.</summary>
    /// <param name="spec">What to run. Its timeout, output limit and output file are not looked at.</param>
    /// <param name="cancellationToken">Gives up before the container is made, never while.</param>
    /// <returns>The container; disposing it kills and removes it.</returns>
    /// <exception cref="EngineException">The image is missing, or the engine failed.</exception>
    Task<IHeldContainer> HoldAsync(ContainerSpec spec, CancellationToken cancellationToken);
}

/// <summary>A container in somebody's hand: it goes when that is disposed.</summary>
public interface IHeldContainer : IAsyncDisposable
{
    /// <summary>Gets the container's id.</summary>
    string Id { get; }

    /// <summary>Starts it, and has its output followed.</summary>
    /// <param name="output">Told of each piece of output as it arrives; null: nobody.</param>
    /// <param name="cancellationToken">Gives up, and ends the following.</param>
    /// <returns>When its first process runs.</returns>
    /// <exception cref="ContainerStartException">Its program cannot be started.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task StartAsync(IProgress<ContainerChunk>? output, CancellationToken cancellationToken);

    /// <summary>Waits for its end; what it wrote may still be on its way, see <see cref="DrainAsync"/>. It was started.</summary>
    /// <param name="cancellationToken">Stops waiting; the container goes on.</param>
    /// <returns>The exit code; 137 when it was killed.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task<int> WaitAsync(CancellationToken cancellationToken);

    /// <summary>Waits until all that it wrote has arrived. It has ended.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it has.</returns>
    /// <exception cref="EngineException">The output does not come to its end, or the connection broke.</exception>
    Task DrainAsync(CancellationToken cancellationToken);

    /// <summary>Kills it with all its processes; nothing happens when it has ended by itself.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the engine has been told.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task KillAsync(CancellationToken cancellationToken);

    /// <summary>Asks whether the kernel killed it for its memory limit. It has ended.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when it did.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task<bool> WasOutOfMemoryAsync(CancellationToken cancellationToken);

    /// <summary>Asks how much it has written into its root file system.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes; 0 where the engine does not say.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task<long> WrittenBytesAsync(CancellationToken cancellationToken);

    /// <summary>Asks how many processes it has now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number; 0 where the engine does not say.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task<long> ProcessesAsync(CancellationToken cancellationToken);
}
