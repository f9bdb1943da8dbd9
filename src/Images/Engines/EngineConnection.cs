using Docker.DotNet;

namespace Images.Engines;

/// <summary>The one engine that a process works with: its API in two forms, raw connections, and what it says about itself.</summary>
public sealed class EngineConnection : IAsyncDisposable
{
    private readonly EngineTransport transport;
    private readonly DockerClientConfiguration configuration;
    private readonly Lazy<DockerClient> docker;
    private EngineInfo? info;

    /// <summary>Creates a connection to a known endpoint; nothing is sent yet.</summary>
    /// <param name="endpoint">The engine.</param>
    public EngineConnection(EngineEndpoint endpoint)
    {
        Endpoint = endpoint;
        transport = new EngineTransport(endpoint);
        Http = new EngineHttp(endpoint, transport);
#pragma warning disable CA2000 // Dispose objects before losing scope: the configuration owns its credentials
        configuration = new DockerClientConfiguration(transport.HttpAddress, new EngineCredentials(transport));
#pragma warning restore CA2000
        docker = new Lazy<DockerClient>(() => configuration.CreateClient());
    }

    /// <summary>Where the engine listens and how it was found.</summary>
    public EngineEndpoint Endpoint { get; }

    /// <summary>The API through Docker.DotNet.</summary>
    public DockerClient Docker => docker.Value;

    /// <summary>The API as plain HTTP and JSON, for what Docker.DotNet does not offer.</summary>
    public EngineHttp Http { get; }

    /// <summary>Opens a raw stream to the engine's API, for protocol upgrades.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A stream that owns its connection.</returns>
    /// <exception cref="IOException">The engine does not answer.</exception>
    public Task<Stream> DialAsync(CancellationToken cancellationToken) => transport.DialAsync(cancellationToken);

    /// <summary>Asks the engine about itself, once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The facts, kept for later calls.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) =>
        info ??= await EngineInfoReader.ReadAsync(Http, cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (docker.IsValueCreated)
        {
            docker.Value.Dispose();
        }

        configuration.Dispose();
        Http.Dispose();
        return ValueTask.CompletedTask;
    }
}
