namespace Images.BuildKit.Transport;

/// <summary>The streams that BuildKit needs to an engine.</summary>
internal interface IEngineRoute
{
    /// <summary>Opens a stream on which the engine is the HTTP/2 server and offers its services.</summary>
    /// <exception cref="Errors.BuildKitUnavailableException">Nothing answers, or the engine refuses.</exception>
    Task<Stream> OpenControlAsync(CancellationToken cancellationToken);

    /// <summary>Opens a stream on which the engine is the HTTP/2 client and asks for what a session offers.</summary>
    /// <exception cref="Errors.BuildKitException">Nothing answers, or the engine refuses.</exception>
    Task<Stream> OpenSessionAsync(SessionAnnouncement session, CancellationToken cancellationToken);
}
