namespace Images.Engines;

/// <summary>Starts containers whose programs stay up.</summary>
public interface IServiceContainers
{
    /// <summary>Creates and starts a container.</summary>
    /// <param name="spec">What to run; its timeout is not looked at.</param>
    /// <param name="cancellationToken">Gives up; the container is removed.</param>
    /// <returns>The container; disposing it kills and removes it.</returns>
    /// <exception cref="EngineException">The image is missing, the program can't be started, or the engine failed.</exception>
    Task<IServiceContainer> StartAsync(ContainerSpec spec, CancellationToken cancellationToken);
}

/// <summary>A container that runs.</summary>
public interface IServiceContainer : IAsyncDisposable
{
    /// <summary>Gets what it has written so far, both streams, bounded.</summary>
    string Output { get; }

    /// <summary>Asks whether it has ended.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its exit code; null while it runs.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    Task<int?> ExitCodeAsync(CancellationToken cancellationToken);

    /// <summary>Runs a program beside the first one.</summary>
    /// <param name="spec">Command, environment, user, directory, timeout and output limit count; a program that is not there ends with 126 or 127.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it ended; at its timeout it goes on until the container is removed.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    Task<ContainerResult> RunAsync(ContainerSpec spec, CancellationToken cancellationToken);
}
