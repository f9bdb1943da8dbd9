using System.Text.Json;
using Images.BuildKit.Builds;
using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.BuildKit.Frontends;
using Images.BuildKit.Gateway;
using Images.BuildKit.Grpc;
using Images.BuildKit.Layouts;
using Images.BuildKit.Progress;
using Images.BuildKit.Serving;
using Images.BuildKit.Sessions;
using Images.BuildKit.Transport;
using Images.BuildKit.Wire;

namespace Images.BuildKit;

/// <summary>
/// A client of the BuildKit inside a container engine (20.10 and newer), or of a buildkitd that runs alone. One client serves any
/// number of builds at once over one control connection; each build opens a session of its own.
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
    private readonly IEngineRoute route;
    private readonly GrpcChannel channel;
    private readonly ControlService control;
    private readonly FeatureProbe probe;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim once = new(1);
    private readonly CancellationTokenSource closing = new();
    private GrpcServer? server;
    private string imageExporter = ExporterChoice.EngineImage;

    /// <summary>Makes a client; it connects with the first call.</summary>
    /// <param name="dial">Opens a stream to the engine's API; see <see cref="BuildKitDial"/>.</param>
    /// <param name="time">For how long to wait for a connection, and for the rest of the progress; null is the system's clock.</param>
    /// <param name="route">How the engine is spoken to; unless given it is found out.</param>
    public BuildKitClient(Func<CancellationToken, Task<Stream>> dial, TimeProvider? time = null, BuildKitRoute route = BuildKitRoute.Probed)
    {
        this.time = time ?? TimeProvider.System;
        var engine = new EngineConnection(dial, this.time);
        this.route = route switch
        {
            BuildKitRoute.Direct => new DirectRoute(engine),
            BuildKitRoute.Upgrade => new UpgradeRoute(engine),
            _ => new ProbedRoute(engine, this.time),
        };
        channel = new GrpcChannel(this.route.OpenControlAsync);
        control = new ControlService(channel);
        probe = new FeatureProbe(control);
    }

    /// <summary>What the engine can do. Asked once, in one round trip, then remembered.</summary>
    /// <exception cref="BuildKitUnavailableException">There is no BuildKit: use the classic builder.</exception>
    public Task<EngineFeatures> GetFeaturesAsync(CancellationToken cancellationToken) => probe.GetAsync(cancellationToken);

    /// <summary>What the engine's Dockerfile frontend answers besides building. This asks it twice, with a session each.</summary>
    /// <exception cref="BuildKitUnavailableException">There is no BuildKit.</exception>
    public async Task<FrontendFeatures> GetFrontendFeaturesAsync(CancellationToken cancellationToken)
    {
        // Without named contexts it is older than all subrequests, and would take one for a build.
        if (!(await GetFeaturesAsync(cancellationToken)).HasNamedContexts)
        {
            return new(HasLint: false, Subrequests: []);
        }

        // The frontend's list of subrequests leaves lint out, so that is tried.
        var lint = ProbeAsync(Subrequest.Lint, cancellationToken);
        var described = ProbeAsync(Subrequest.Describe, cancellationToken);
        await Task.WhenAll(lint, described);
        return new(await lint is not null, SubrequestList.Parse(await described));
    }

    /// <summary>The engine's workers; an engine with BuildKit inside has one.</summary>
    /// <exception cref="BuildKitUnavailableException">There is no BuildKit.</exception>
    public Task<IReadOnlyList<BuildKitWorker>> ListWorkersAsync(CancellationToken cancellationToken) =>
        control.ListWorkersAsync(cancellationToken);

    /// <summary>Gets ready what the first build needs, so that it can happen beside other work: nobody has to call this.</summary>
    /// <exception cref="BuildKitUnavailableException">There is no BuildKit.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var server = Task.Run(() => ServerAsync(cancellationToken), cancellationToken);
        await GetFeaturesAsync(cancellationToken);
        await server;
    }

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
        WithImageExporterAsync(request, exporter => RunAsync(request, exporter, progress, cancellationToken));

    /// <summary>
    /// Runs the steps of one target and leaves its result on the engine: other builds can start from it, as
    /// <see cref="InputContext"/>, while it is exported or without exporting it at all.
    /// </summary>
    /// <param name="request">What to build; its output says what <see cref="OpenBuild.ExportAsync"/> does.</param>
    /// <param name="progress">As for <see cref="BuildAsync"/>; it goes on until the build is exported or disposed.</param>
    /// <param name="cancellationToken">Stops the running step on the engine. A build that is open is closed by disposing it.</param>
    /// <exception cref="BuildFailedException">A step failed.</exception>
    /// <exception cref="BuildContextException">A file of the context cannot be sent.</exception>
    /// <exception cref="BuildKitUnsupportedException">The engine is too old for what was asked.</exception>
    /// <exception cref="BuildKitUnavailableException">There is no BuildKit, or the connection broke.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<OpenBuild> OpenAsync(BuildRequest request, IProgress<BuildEvent>? progress, CancellationToken cancellationToken) =>
        OpenAsync(request, progress, runSteps: true, cancellationToken);

    /// <summary>
    /// As <see cref="OpenAsync(BuildRequest, IProgress{BuildEvent}, CancellationToken)"/>, but runs no step before something is
    /// made of the result: another build that starts from it runs those that it needs, and an export runs all of them.
    /// </summary>
    /// <inheritdoc cref="OpenAsync(BuildRequest, IProgress{BuildEvent}, CancellationToken)"/>
    public Task<OpenBuild> DefineAsync(BuildRequest request, IProgress<BuildEvent>? progress, CancellationToken cancellationToken) =>
        OpenAsync(request, progress, runSteps: false, cancellationToken);

    /// <summary>Has BuildKit's own checks look at a request's Dockerfile; nothing is built.</summary>
    /// <exception cref="BuildKitUnsupportedException">The engine has no such checks (<see cref="FrontendFeatures.HasLint"/>).</exception>
    public Task<LintReport> LintAsync(BuildRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, Subrequest.Lint, LintJson.Parse, cancellationToken);

    /// <summary>What a request's target takes from outside: arguments, secrets, SSH agents. Nothing is built.</summary>
    /// <exception cref="BuildKitUnsupportedException">The engine's frontend tells no outlines (older than 26).</exception>
    public Task<DockerfileOutline> GetOutlineAsync(BuildRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, Subrequest.Outline, json => OutlineJson.ParseOutline(json, request.DockerfileName), cancellationToken);

    /// <summary>The stages of a request's Dockerfile that can be built, in its order. Nothing is built.</summary>
    /// <exception cref="BuildKitUnsupportedException">The engine's frontend lists no targets (older than 26).</exception>
    public Task<IReadOnlyList<DockerfileTarget>> ListTargetsAsync(BuildRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, Subrequest.Targets, json => OutlineJson.ParseTargets(json, request.DockerfileName), cancellationToken);

    /// <summary>Asks the frontend something about a request's Dockerfile, such as <c>frontend.outline</c>.</summary>
    /// <exception cref="BuildKitUnsupportedException">The engine's frontend does not know this subrequest.</exception>
    /// <exception cref="BuildFailedException">The Dockerfile is wrong, or a base image cannot be had.</exception>
    public async Task<SubrequestResult> SubrequestAsync(BuildRequest request, string subrequest, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        // Nothing is built: no cache is of use.
        var asked = DockerfileFiles.Settle(request) with
        {
            CacheFrom = [],
            CacheTo = [],
        };
        await using var session = await OpenSessionAsync(asked, new Dictionary<string, OciLayout>(), _ => { }, stop.Token);
        try
        {
            return await new Subrequest(channel, control).AskAsync(asked, subrequest, session, stop.Token);
        }
        catch (GrpcStatusException e)
        {
            stop.Token.ThrowIfCancellationRequested();
            throw BuildErrors.Of(e, new ProgressTracker(null));
        }
    }

    /// <summary>The entries of the build cache.</summary>
    public Task<IReadOnlyList<CacheRecord>> GetDiskUsageAsync(CancellationToken cancellationToken) =>
        control.DiskUsageAsync(cancellationToken);

    /// <summary>Removes from the build cache and returns each entry as it goes.</summary>
    public IAsyncEnumerable<CacheRecord> PruneAsync(PruneOptions options, CancellationToken cancellationToken) =>
        control.PruneAsync(options, cancellationToken);

    /// <summary>Closes the connection; builds still running are cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        channel.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        closing.Dispose();
        probe.Dispose();
        once.Dispose();
        (route as IDisposable)?.Dispose();
    }

    private async Task<BuildResult> RunAsync(
        BuildRequest request,
        string exporter,
        IProgress<BuildEvent>? progress,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        var (scope, message) = await BeginAsync(request, exporter, progress, stop.Token);
        await using var ending = scope;
        try
        {
            return await scope.SucceededAsync(await control.SolveAsync(message, stop.Token), stop.Token);
        }
        catch (GrpcStatusException e)
        {
            throw await scope.FailedAsync(e, stop.Token);
        }
    }

    /// <summary>
    /// Builds with the image exporter that the engine has: engines and a bare buildkitd call theirs differently, and only say so when
    /// they refuse the other's. The name that worked is kept.
    /// </summary>
    private async Task<T> WithImageExporterAsync<T>(BuildRequest request, Func<string, Task<T>> build)
    {
        var exporter = Volatile.Read(ref imageExporter);
        try
        {
            return await build(exporter);
        }
        catch (BuildFailedException e)
            when (request.Output is ImageOutput
                && exporter == ExporterChoice.EngineImage
                && ExporterChoice.IsMissing(ExporterChoice.EngineImage, e)
            )
        {
            try
            {
                var result = await build(ExporterChoice.BareImage);
                Volatile.Write(ref imageExporter, ExporterChoice.BareImage);
                return result;
            }
            catch (BuildFailedException other) when (ExporterChoice.IsMissing(ExporterChoice.BareImage, other))
            {
                throw e;
            }
        }
    }

    private async Task<T> AnswerAsync<T>(
        BuildRequest request,
        string subrequest,
        Func<ReadOnlySpan<byte>, T> parse,
        CancellationToken cancellationToken
    )
    {
        var answer = await SubrequestAsync(request, subrequest, cancellationToken);
        try
        {
            return parse((answer.Json ?? default).Span);
        }
        catch (JsonException e)
        {
            throw new BuildKitException(GrpcStatusCode.Internal, $"the engine's answer to {subrequest} is not understood", e);
        }
    }

    /// <summary>Asks about a Dockerfile that needs nothing; null where the frontend does not know the question.</summary>
    private async Task<SubrequestResult?> ProbeAsync(string subrequest, CancellationToken cancellationToken)
    {
        try
        {
            return await SubrequestAsync(new BuildRequest { Dockerfile = "FROM scratch"u8.ToArray() }, subrequest, cancellationToken);
        }
        catch (BuildKitUnsupportedException)
        {
            return null;
        }
    }

    /// <summary>Opens what a build needs around it, and puts the request into the engine's words.</summary>
    private async Task<(BuildScope Scope, SolveRequest Message)> BeginAsync(
        BuildRequest request,
        string exporter,
        IProgress<BuildEvent>? progress,
        CancellationToken cancellationToken
    )
    {
        await RequestGuard.CheckAsync(request, this, GetFeaturesAsync, cancellationToken);
        request = DockerfileFiles.Settle(request);
        var inputs = request.NamedContexts.Values.OfType<InputContext>().Select(context => context.Input).ToList();
        var tracker = new ProgressTracker(progress, digest => inputs.Any(input => input.Knows(digest)));
        var caches = await LocalCaches.OpenAsync(request, tracker.Warn, time, cancellationToken);
        var message = SolveMessage.Of(caches.Request, exporter);
        var session = await OpenSessionAsync(request, caches.Stores, tracker.Warn, cancellationToken);
        message.Session = session.Id;
        return (new BuildScope(session, tracker, caches, control, message.Ref, time), message);
    }

    private async Task<BuildSession> OpenSessionAsync(
        BuildRequest request,
        IReadOnlyDictionary<string, OciLayout> stores,
        Action<string> warn,
        CancellationToken cancellationToken
    )
    {
        var contents = new SessionContents(RequestSources.Of(request))
        {
            Secrets = request.Secrets,
            Credentials = request.Credentials,
            SshAgents = request.SshAgents,
            Stores = stores,
            Receive = ExporterChoice.Of(request.Output).Receive,
            Warn = warn,
        };
        return await BuildSession.OpenAsync(route, await ServerAsync(cancellationToken), contents, cancellationToken);
    }

    private Task<OpenBuild> OpenAsync(
        BuildRequest request,
        IProgress<BuildEvent>? progress,
        bool runSteps,
        CancellationToken cancellationToken
    ) => WithImageExporterAsync(request, exporter => OpenAsync(request, exporter, progress, runSteps, cancellationToken));

    private async Task<OpenBuild> OpenAsync(
        BuildRequest request,
        string exporter,
        IProgress<BuildEvent>? progress,
        bool runSteps,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        var (scope, message) = await BeginAsync(request, exporter, progress, stop.Token);
        var (opening, inside) = SolveMessage.Split(message);
        inside.Evaluate = runSteps;
#pragma warning disable CA2000 // Dispose objects before losing scope: the open build owns it
        return await OpenBuild.RunAsync(new GatewayBuild(channel, control, opening, closing.Token), scope, inside, this, stop.Token);
#pragma warning restore CA2000
    }

    private async Task<GrpcServer> ServerAsync(CancellationToken cancellationToken)
    {
        await once.WaitAsync(cancellationToken);
        try
        {
            return server ??= await GrpcServer.StartAsync(cancellationToken);
        }
        finally
        {
            once.Release();
        }
    }
}
