namespace Images.Engines;

/// <summary>Runs programs of this machine.</summary>
public interface IHostCommands
{
    /// <summary>Where a program is.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its path; null when it is not on the search path or in an administrator's usual places.</returns>
    string? Find(string name);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="cancellationToken">Kills it with its children.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="EngineException">It could not be started.</exception>
    Task<HostCommandResult> RunAsync(HostCommand command, CancellationToken cancellationToken);
}
