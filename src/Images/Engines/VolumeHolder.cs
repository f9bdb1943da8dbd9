using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>A container that is never started: it holds volumes, through it they are written, and they go with it.</summary>
internal sealed class VolumeHolder : IAsyncDisposable
{
    private readonly EngineHttp http;
    private readonly Containers containers;
    private readonly string id;
    private int removed;

    private VolumeHolder(EngineHttp http, Containers containers, string id)
    {
        this.http = http;
        this.containers = containers;
        this.id = id;
        Files = new ContainerFiles(http, id);
    }

    /// <summary>Gets the files of the volumes.</summary>
    public ContainerFiles Files { get; }

    /// <summary>Makes the container. Not cancelled: what the engine makes while we give up would stay behind.</summary>
    /// <param name="http">The engine.</param>
    /// <param name="containers">Makes and removes the container.</param>
    /// <param name="volumes">The image, and the volumes.</param>
    /// <returns>The holder.</returns>
    /// <exception cref="EngineException">The engine does not make it.</exception>
    public static async Task<VolumeHolder> CreateAsync(EngineHttp http, Containers containers, ContainerSpec volumes)
    {
        var spec = volumes with
        {
            // An image without a command cannot become a container; this one is never run.
            Entrypoint = ["/never-run"],
            // Engines write into a container's directories only where its root can be written.
            ReadOnlyRoot = false,
            Tmpfs = new Dictionary<string, string>(),
            Init = false,
        };
        return new VolumeHolder(http, containers, await containers.CreateAsync(spec));
    }

    /// <summary>Asks for the names that the engine gave to the volumes.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The names by directory.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancellationToken)
    {
        var container = await http.GetAsync($"containers/{id}/json", cancellationToken);
        return (container?["Mounts"] as JsonArray ?? []).ToDictionary(
            mount => mount!["Destination"]!.GetValue<string>(),
            mount => mount!["Name"]!.GetValue<string>(),
            StringComparer.Ordinal
        );
    }

    /// <summary>
    /// Has podman fill the volumes from the container, with the modes that it has there. It does so when a container with them first
    /// starts, also when that fails, as here, where there is no program; other engines have done it before.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When they are filled.</returns>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.OpenAsync(HttpMethod.Post, $"containers/{id}/start", null, cancellationToken);
        }
        catch (EngineRefusedException)
        {
            // There is no program to run.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref removed, 1) == 0)
        {
            await containers.RemoveAsync(id);
        }
    }
}
