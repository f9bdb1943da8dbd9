namespace Images.BuildKit.Sessions;

/// <summary>Answers the engine when a step mounts an SSH agent (<c>RUN --mount=type=ssh,id=ID</c>).</summary>
public interface ISshAgents
{
    /// <summary>Whether there is an agent of that name; <c>default</c> is the one of a step that names none.</summary>
    bool Has(string id);

    /// <summary>Opens a connection to an agent that there is: one for each connection that a step makes to its socket.</summary>
    /// <exception cref="Errors.BuildKitException">It does not answer; the message names it and says what to do.</exception>
    Task<Stream> OpenAsync(string id, CancellationToken cancellationToken);
}
