using Images.BuildKit.Serving;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Sessions;

/// <summary>An open session: as long as it is, the engine can ask for files, secrets and logins, and send results.</summary>
internal sealed class BuildSession : IAsyncDisposable
{
    private readonly SessionMethods methods;
    private readonly StreamConnection connection;

    private BuildSession(string id, SessionMethods methods, StreamConnection connection)
    {
        Id = id;
        this.methods = methods;
        this.connection = connection;
    }

    /// <summary>The session's name in a solve request.</summary>
    public string Id { get; }

    /// <summary>What went wrong on our side first; null for nothing.</summary>
    public Exception? Fault => methods.Fault;

    /// <exception cref="Errors.BuildKitUnavailableException">The engine cannot be reached or refuses.</exception>
    public static async Task<BuildSession> OpenAsync(
        IEngineRoute route,
        GrpcServer server,
        SessionContents contents,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.NewGuid().ToString("N");
        var methods = new SessionMethods(contents);
        var byPath = methods.ByPath;
        var announcement = new SessionAnnouncement(id, contents.SharedKey, [.. byPath.Keys]);
        var stream = await route.OpenSessionAsync(announcement, cancellationToken);
#pragma warning disable CA2000 // Dispose objects before losing scope: the session owns it
        return new(id, methods, server.Serve(id, stream, byPath));
#pragma warning restore CA2000
    }

    public ValueTask DisposeAsync()
    {
        connection.Abort(new Microsoft.AspNetCore.Connections.ConnectionAbortedException("the session is closed"));
        return ValueTask.CompletedTask;
    }
}
