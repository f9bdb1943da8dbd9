using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>
/// One run of a job in a container of its own: created, running, exited, removed. Disposing it kills what runs, removes the container
/// and puts the folders in order, whatever happened before.
/// </summary>
public sealed class ContainerJob : IAsyncDisposable
{
    /// <summary>What <see cref="WaitAsync(CancellationToken)"/> gives for a job that was never started.</summary>
    public const int NeverStarted = -1;

    private readonly JobEngine engine;
    private readonly JobDefinition job;
    private readonly JobImage image;
    private readonly JobGround ground;
    private readonly IHeldContainer container;
    private readonly string[] foreign;
    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource kill = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<JobResult>? running;
    private string? warning;
    private bool given;
    private int removed;

    private ContainerJob(JobEngine engine, JobDefinition job, JobImage image, JobGround ground, IHeldContainer container, bool isForeign)
    {
        (this.engine, this.job, this.image, this.ground, this.container) = (engine, job, image, ground, container);
        foreign = isForeign ? [.. ground.Writable] : [];
    }

    /// <summary>Gets the container's id.</summary>
    public string Id => container.Id;

    /// <summary>Gets how far it has come.</summary>
    public JobStatus Status =>
        removed != 0 ? JobStatus.Removed
        : running is null ? JobStatus.Created
        : running.IsCompleted ? JobStatus.Exited
        : JobStatus.Running;

    /// <summary>Makes folders ready and creates the container; nothing runs yet.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="job">The job; of one with frames one frame at most.</param>
    /// <param name="image">The image, see <see cref="JobEngine.FindImageAsync"/>.</param>
    /// <param name="cancellationToken">Gives up; nothing is left.</param>
    /// <returns>The job; dispose it.</returns>
    /// <exception cref="JobException">The folders cannot be made ready, or the engine cannot see them.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public static async Task<ContainerJob> CreateAsync(
        JobEngine engine,
        JobDefinition job,
        JobImage image,
        CancellationToken cancellationToken
    )
    {
        if (job.Frames.Count > 1)
        {
            throw new ArgumentException("a container makes one frame; split the job first", nameof(job));
        }

        cancellationToken.ThrowIfCancellationRequested();
        CheckPlace(engine, job);
        CheckSocket(engine, job);
        CheckMounts(job);
        var gpus = job.Gpu ? await engine.GpusAsync(cancellationToken) : null;
        if (gpus?.WhyNot is { } reason)
        {
            throw new JobException($"{job.Name}: {reason}; leave out 'gpu', or run it on an engine that has one");
        }

        var user = UserOf(job, engine.Caller);
        var isForeign = engine.Caller is { } caller && user != caller.ToString();
#pragma warning disable CA2000 // Dispose objects before losing scope: the job that is given back owns it
        var ground = JobGround.Make(job, isForeign);
#pragma warning restore CA2000
        try
        {
            var held = await engine.Holder.HoldAsync(JobContainer.Of(job, image.Id, ground, user, engine, gpus), cancellationToken);
            return new ContainerJob(engine, job, image, ground, held, isForeign && ground.Writable.Any());
        }
        catch
        {
            ground.Dispose();
            throw;
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="listener">Told of each piece of output as it arrives, within the job's limit; null: nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When its first process runs.</returns>
    /// <exception cref="InvalidOperationException">It is not in the state created.</exception>
    /// <exception cref="ContainerStartException">Its program cannot be started.</exception>
    /// <exception cref="JobException">Its logs cannot be written.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task StartAsync(IProgress<ContainerChunk>? listener, CancellationToken cancellationToken)
    {
        if (Status != JobStatus.Created)
        {
            throw new InvalidOperationException($"{job.Name}: a job starts once, from 'created'; it is '{Status}'");
        }

        var lines = engine.Logger is { } logger ? new LoggedLines(logger, job.Name, listener) : null;
#pragma warning disable CA2000 // Dispose objects before losing scope: the end of the run does
        var logs = OpenLogs(lines ?? listener);
#pragma warning restore CA2000
        try
        {
            await container.StartAsync(logs, cancellationToken);
        }
        catch
        {
            logs.Dispose();
            throw;
        }

#pragma warning disable CA2025 // Ensure tasks using 'IDisposable' instances complete before the instances are disposed: it disposes them itself
        running = FollowAsync(logs, lines);
#pragma warning restore CA2025
    }

    /// <summary>Waits for its end, which its limits may bring about.</summary>
    /// <param name="cancellationToken">Stops waiting; the job goes on.</param>
    /// <returns>The exit code, 137 when it was killed; -1 when it was never started.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<int> WaitAsync(CancellationToken cancellationToken) =>
        running is null ? NeverStarted : (await running.WaitAsync(cancellationToken)).ExitCode;

    /// <summary>Waits for its end, but not for ever.</summary>
    /// <param name="timeout">How long. The job is not ended by it; disposing it does that.</param>
    /// <param name="cancellationToken">Stops waiting; the job goes on.</param>
    /// <returns>The exit code; -1 when it was never started.</returns>
    /// <exception cref="TimeoutException">It still runs.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<int> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        running is null ? NeverStarted : (await running.WaitAsync(timeout, engine.Time, cancellationToken)).ExitCode;

    /// <summary>Kills it with all its processes; one that does not run is left alone.</summary>
    /// <returns>When it has ended.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task KillAsync()
    {
        if (Status == JobStatus.Running)
        {
            kill.TrySetResult();
            await running!;
        }
    }

    /// <summary>Gets how it ended, with what it left; it was started.</summary>
    /// <param name="cancellationToken">Stops waiting, or looking through its results.</param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidOperationException">It was never started.</exception>
    /// <exception cref="JobException">The results cannot be listed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<JobResult> ResultAsync(CancellationToken cancellationToken)
    {
        var result = await (running ?? throw new InvalidOperationException($"{job.Name}: was never started")).WaitAsync(cancellationToken);
        var outputs =
            ground.Output is null ? []
            : job is { Frames: [var frame], Pictures: not null } ? await FramePicture.FinishAsync(job, frame, cancellationToken)
            : await OutputList.OfAsync(ground.Output, cancellationToken);
        return result with { Outputs = outputs, Image = image.Name, ImageId = image.Id, Warning = warning };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref removed, 1) != 0)
        {
            return;
        }

        try
        {
            await end.CancelAsync();
            await container.DisposeAsync();
            if (running is not null)
            {
                await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await GiveBackAsync();
            }
        }
        finally
        {
            ground.Dispose();
            end.Dispose();
        }
    }

    private static void CheckPlace(JobEngine engine, JobDefinition job)
    {
        if (
            engine.RemoteAddress is { } address
            && (job.Resources ?? job.Work ?? job.Output ?? (job.Script is null && job.Mounts.Count == 0 ? null : "")) is not null
        )
        {
            throw new JobException(
                $"{job.Name}: the engine at {address} does not see this machine's folders; run it on an engine of this machine, or print it for a cluster with --kubernetes"
            );
        }
    }

    private static void CheckSocket(JobEngine engine, JobDefinition job)
    {
        if (job.HasEngineSocket && engine.SocketPath is null)
        {
            throw new JobException(
                $"{job.Name}: --allow-engine-socket: the engine has no socket on this machine; run it beside one that has"
            );
        }
    }

    private static void CheckMounts(JobDefinition job)
    {
        if (job.Mounts.FirstOrDefault(static mount => !Path.Exists(mount.Source)) is { } missing)
        {
            throw new JobException($"{job.Name}: --mount: there is no {missing.Source} on this machine; correct its name");
        }
    }

    private static string? UserOf(JobDefinition job, Caller? caller) =>
        job.User switch
        {
            "caller" => caller?.ToString(),
            "image" => null,
            var user => user,
        };

    private JobLogs OpenLogs(IProgress<ContainerChunk>? listener)
    {
        try
        {
            return new JobLogs(job.Logs ?? ground.Output, job.Limits.LogBytes, listener);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{job.Name}: its logs cannot be written: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private async Task<JobResult> FollowAsync(JobLogs logs, LoggedLines? lines)
    {
        var started = engine.Time.GetTimestamp();
        using (logs)
        {
            var guard = new JobGuard(container, job, ground, logs, engine.Time);
            var (exitCode, stop, ending) = await guard.WaitAsync(kill.Task, end.Token);
            lines?.End();
            var elapsed = engine.Time.GetElapsedTime(started);
            await GiveBackAsync();
            return new JobResult(exitCode, stop, ending.Tell(stop, exitCode), elapsed);
        }
    }

    // Not cancelled with the run: what is not given back now stays another user's.
    private async Task GiveBackAsync()
    {
        if (foreign.Length > 0 && engine.Caller is { } caller && !given)
        {
            given = true;
            warning = await new Ownership(engine.Runner).GiveAsync(image.Id, foreign, caller, CancellationToken.None);
        }
    }
}
