namespace Images.Engines;

/// <summary>Asks whether an engine answers.</summary>
public interface IEngineProbe
{
    /// <summary>Pings an endpoint within a short time.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it answers; otherwise why it does not, in a few words.</returns>
    Task<string?> PingAsync(EngineEndpoint endpoint, CancellationToken cancellationToken);
}
