namespace Images.Engines;

/// <summary>Where an engine listens.</summary>
/// <param name="Address"><c>unix:///path</c>, <c>tcp://host:port</c>, <c>http://</c>, <c>https://</c> or <c>npipe://</c>.</param>
/// <param name="Source">How it was found.</param>
/// <param name="Origin">The same in words for messages, such as <c>DOCKER_HOST</c> or <c>docker context 'lab'</c>.</param>
/// <param name="Tls">TLS material; null: the connection is plain.</param>
public sealed record EngineEndpoint(Uri Address, EngineSource Source, string Origin, EngineTls? Tls = null)
{
    /// <summary>Path of the unix socket; null when the engine is not reached through one.</summary>
    public string? SocketPath => Address.Scheme == "unix" ? Address.LocalPath : null;
}
