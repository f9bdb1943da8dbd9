using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>Containers of an engine that stay when the program ends.</summary>
/// <param name="engine">The engine.</param>
/// <param name="time">The clock for the limits of calls.</param>
public sealed class LastingContainers(EngineConnection engine, TimeProvider time) : ILastingContainers
{
    private readonly Containers containers = new(engine, time);
    private readonly CommittedImages committed = new(engine.Http, time);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LastingObject>> ListAsync(string label, CancellationToken cancellationToken) =>
        ListAsync("containers", "ImageID", label, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LastingObject>> ListImagesAsync(string label, CancellationToken cancellationToken) =>
        ListAsync("images", "Id", label, cancellationToken);

    /// <inheritdoc/>
    public Task<string> CreateAsync(ContainerSpec spec) => containers.CreateAsync(spec);

    /// <inheritdoc/>
    public async Task WakeAsync(string id, CancellationToken cancellationToken)
    {
        var container = await engine.Http.GetAsync($"containers/{id}/json", cancellationToken);
        var runs = container?["State"]?["Running"]?.GetValue<bool>() == true;
        if (!runs)
        {
            await PostAsync(id, "start", cancellationToken);
        }
        else if (container?["ExecIDs"] is JsonArray { Count: > 0 })
        {
            // Programs of somebody who was killed: only the end of all processes ends them for certain.
            await RestartAsync(id, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task RestartAsync(string id, CancellationToken cancellationToken) => PostAsync(id, "restart?t=0", cancellationToken);

    /// <inheritdoc/>
    public Task<ContainerResult> RunAsync(
        string id,
        ContainerSpec spec,
        IProgress<ContainerChunk>? listener,
        CancellationToken cancellationToken
    ) => new ContainerProgram(engine.Http, time, id).RunAsync(spec, listener, cancellationToken);

    /// <inheritdoc/>
    public Task CommitAsync(string id, string repository, string tag) => committed.CommitAsync(id, (repository, tag));

    /// <inheritdoc/>
    public Task RemoveAsync(string id) => containers.RemoveAsync(id);

    /// <inheritdoc/>
    public Task<bool> RemoveImageAsync(string id) => committed.RemoveUnusedAsync(id);

    private async Task PostAsync(string id, string call, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await engine.Http.OpenAsync(HttpMethod.Post, $"containers/{id}/{call}", null, cancellationToken);
        }
        catch (EngineRefusedException error)
        {
            throw new EngineException($"container {id[..12]}: cannot be started: {error.Reason}", error);
        }
    }

    private async Task<IReadOnlyList<LastingObject>> ListAsync(string kind, string image, string label, CancellationToken cancellationToken)
    {
        var list = await engine.Http.ListByLabelAsync(kind, label, cancellationToken);
        return
        [
            .. list.Select(entry => new LastingObject(
                entry!["Id"]!.GetValue<string>(),
                entry[image]?.GetValue<string>() ?? "",
                (entry["Labels"] as JsonObject ?? []).ToDictionary(
                    pair => pair.Key,
                    pair => pair.Value?.GetValue<string>() ?? "",
                    StringComparer.Ordinal
                )
            )),
        ];
    }
}
