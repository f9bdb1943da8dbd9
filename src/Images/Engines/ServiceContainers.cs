namespace Images.Engines;

/// <summary>Starts containers on an engine whose programs stay up.</summary>
/// <param name="engine">The engine.</param>
/// <param name="containers">Makes and removes containers.</param>
/// <param name="time">The clock for timeouts.</param>
public sealed class ServiceContainers(EngineConnection engine, Containers containers, TimeProvider time) : IServiceContainers
{
    /// <inheritdoc/>
    public async Task<IServiceContainer> StartAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var id = await containers.CreateAsync(spec);
        try
        {
            // Attached before it starts: nothing that it writes is missed.
            var stream = await engine.DialAsync(cancellationToken);
            await EngineUpgrade.PostAsync(stream, $"containers/{id}/attach?stream=1&stdout=1&stderr=1", cancellationToken);
            await containers.StartAsync(id, spec, cancellationToken);
            return new ServiceContainer(engine.Http, containers, time, id, stream, spec.OutputLimit);
        }
        catch
        {
            await containers.RemoveAsync(id);
            throw;
        }
    }
}
