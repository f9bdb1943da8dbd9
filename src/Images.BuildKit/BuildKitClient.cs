using Images.BuildKit.Builds;
using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.BuildKit.Frontends;
using Images.BuildKit.Progress;

namespace Images.BuildKit;

/// <summary>
/// A client of the BuildKit inside a container engine (20.10 and newer). One client serves any number of builds at once over
/// one control connection; each build opens a session of its own.
/// </summary>
/// <example>
/// <code>
/// await using var client = new BuildKitClient(BuildKitDial.Unix("/var/run/docker.sock"));
/// var result = await client.BuildAsync(request, progress, cancellationToken);
/// Console.WriteLine(result.ImageId);
/// </code>
/// </example>
public sealed class BuildKitClient : IAsyncDisposable
{
    /// <summary>Makes a client; it connects with the first call.</summary>
    /// <param name="dial">Opens a stream to the engine's API; see <see cref="Transport.BuildKitDial"/>.</param>
    public BuildKitClient(Func<CancellationToken, Task<Stream>> dial) => ArgumentNullException.ThrowIfNull(dial);

    /// <summary>What the engine can do. Asked once, then remembered.</summary>
    /// <exception cref="BuildKitUnavailableException">There is no BuildKit: use the classic builder.</exception>
    public Task<EngineFeatures> GetFeaturesAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The engine's workers; an engine with BuildKit inside has one.</summary>
    /// <exception cref="BuildKitUnavailableException">There is no BuildKit.</exception>
    public Task<IReadOnlyList<BuildKitWorker>> ListWorkersAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Builds one target.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="progress">
    /// Hears of events in order, one at a time, on no particular thread, before this method returns; it should not block.
    /// <see cref="Progress{T}"/> keeps no order: implement the interface. Null for none.
    /// </param>
    /// <param name="cancellationToken">Stops the running step on the engine.</param>
    /// <exception cref="BuildFailedException">The build failed.</exception>
    /// <exception cref="BuildContextException">A file of the context cannot be sent.</exception>
    /// <exception cref="BuildKitUnsupportedException">The engine is too old for what was asked.</exception>
    /// <exception cref="BuildKitUnavailableException">There is no BuildKit, or the connection broke.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<BuildResult> BuildAsync(BuildRequest request, IProgress<BuildEvent>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Has BuildKit's own checks look at a request's Dockerfile; nothing is built.</summary>
    /// <exception cref="BuildKitUnsupportedException">The engine has no such checks (<see cref="EngineFeatures.HasLint"/>).</exception>
    public Task<LintReport> LintAsync(BuildRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Asks the frontend something about a request's Dockerfile, such as <c>frontend.outline</c>.</summary>
    /// <exception cref="BuildKitUnsupportedException">The engine's frontend does not know this subrequest.</exception>
    public Task<SubrequestResult> SubrequestAsync(BuildRequest request, string subrequest, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The entries of the build cache.</summary>
    public Task<IReadOnlyList<CacheRecord>> GetDiskUsageAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Removes from the build cache and returns each entry as it goes.</summary>
    public IAsyncEnumerable<CacheRecord> PruneAsync(PruneOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Closes the connection; builds still running are cancelled.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
