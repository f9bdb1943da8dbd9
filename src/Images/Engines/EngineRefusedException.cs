using System.Net;

namespace Images.Engines;

/// <summary>The engine answered a request with an error status.</summary>
public sealed class EngineRefusedException : EngineException
{
    /// <summary>Creates the error.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">The engine's own words, on one line.</param>
    public EngineRefusedException(HttpStatusCode status, string message)
        : base($"engine: {message}") => (Status, Reason) = (status, message);

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The engine's own words.</summary>
    public string Reason { get; }
}
