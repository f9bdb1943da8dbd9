namespace Images.Engines;

/// <summary>Finds the engine to work with, or brings one up.</summary>
public sealed class EngineFinder
{
    private readonly HostEnvironment host;
    private readonly IEngineProbe probe;
    private readonly IPrivateEngine privateEngine;

    /// <summary>Creates a finder.</summary>
    /// <param name="host">The machine and user.</param>
    /// <param name="probe">Asks whether an engine answers.</param>
    /// <param name="privateEngine">Starts one when there is none.</param>
    public EngineFinder(HostEnvironment host, IEngineProbe probe, IPrivateEngine privateEngine)
    {
        this.host = host;
        this.probe = probe;
        this.privateEngine = privateEngine;
    }

    /// <summary>Creates the finder that programs use.</summary>
    /// <param name="host">The machine and user.</param>
    /// <param name="progress">Told, one line each, what is installed and started.</param>
    /// <returns>A finder.</returns>
    public static EngineFinder For(HostEnvironment host, IProgress<string> progress)
    {
        var probe = new EngineProbe(TimeSpan.FromSeconds(2));
        return new EngineFinder(host, probe, new PrivateEngine(host, new HostCommands(), probe, TimeProvider.System, progress));
    }

    /// <summary>Finds an engine that answers.</summary>
    /// <remarks>
    /// In order: the option, <c>DOCKER_HOST</c>, the current docker context, /var/run/docker.sock, the rootless sockets, the
    /// podman sockets, the private engine. An engine that somebody named must answer; the others are tried in turn.
    /// </remarks>
    /// <param name="options">What the user decided.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The endpoint of an engine that answered.</returns>
    /// <exception cref="EngineException">A named engine does not answer, or there is none and none can be started.</exception>
    public async Task<EngineEndpoint> FindAsync(EngineOptions options, CancellationToken cancellationToken)
    {
        if (EngineNames.Named(host, options) is { } named)
        {
            return await probe.PingAsync(named, cancellationToken) is { } why
                ? throw new EngineException(
                    $"{named.Origin}: the engine at {named.Address} does not answer ({why}); start it, or name another with --engine=URL"
                )
                : named;
        }

        foreach (var endpoint in EngineSockets.Usual(host).Append(privateEngine.Endpoint))
        {
            if (await probe.PingAsync(endpoint, cancellationToken) is null)
            {
                return endpoint;
            }
        }

        return await privateEngine.StartAsync(options, cancellationToken);
    }
}
