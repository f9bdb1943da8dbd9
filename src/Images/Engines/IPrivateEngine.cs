namespace Images.Engines;

/// <summary>An engine of this program's own, for machines that have none running.</summary>
public interface IPrivateEngine
{
    /// <summary>Where it listens when it runs.</summary>
    EngineEndpoint Endpoint { get; }

    /// <summary>Starts it, installing it first when that is needed and allowed.</summary>
    /// <param name="options">What is allowed.</param>
    /// <param name="cancellationToken">Gives up; an engine half started is stopped.</param>
    /// <returns>Its endpoint, once it answers. It keeps running after this program ends.</returns>
    /// <exception cref="EngineException">It can't be started here; the message says what to do instead.</exception>
    Task<EngineEndpoint> StartAsync(EngineOptions options, CancellationToken cancellationToken);
}
