namespace Images.Engines;

/// <summary>Pings engines over the network.</summary>
public sealed class EngineProbe : IEngineProbe
{
    private readonly TimeSpan timeout;

    /// <summary>Creates a probe.</summary>
    /// <param name="timeout">How long an engine may take to answer.</param>
    public EngineProbe(TimeSpan timeout) => this.timeout = timeout;

    /// <inheritdoc />
    public async Task<string?> PingAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.SocketPath is { } path && !File.Exists(path))
        {
            return "there is no such socket";
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using var http = new EngineHttp(endpoint, new EngineTransport(endpoint));
        try
        {
            using var answer = await http.OpenAsync(HttpMethod.Get, "_ping", null, limit.Token);
            return null;
        }
        catch (EngineException e)
        {
            return (e.InnerException?.InnerException ?? e).Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {timeout.TotalSeconds:0.#} s";
        }
    }
}
