using System.Net;

namespace Images.Engines;

/// <summary>Runs containers on an engine and leaves none behind.</summary>
public sealed class Containers : IContainerRunner, IContainerHolder
{
    private static readonly TimeSpan CleanupLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CreateLimit = TimeSpan.FromMinutes(2);

    /// <summary>The largest file that is read out of a container, in bytes.</summary>
    public const int FileLimit = 64 << 20;

    private readonly EngineConnection engine;
    private readonly TimeProvider time;
    private readonly string owner = RunLabels.Own();

    /// <summary>Creates a runner.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="time">The clock for timeouts.</param>
    public Containers(EngineConnection engine, TimeProvider time)
    {
        this.engine = engine;
        this.time = time;
    }

    /// <inheritdoc />
    public async Task<ContainerResult> RunAsync(ContainerSpec spec, IProgress<ContainerChunk>? output, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return spec.OutputFile is { } file
            ? await RunForFileAsync(spec, file, output, cancellationToken)
            : await RunOnceAsync(spec, null, output, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IHeldContainer> HoldAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Held(await CreateAsync(spec), spec, outputLimit: 0);
    }

    /// <summary>Lists the containers of runs whose process is gone.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ids, and what each was made of.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<(string Id, string Image)>> ListLeftoversAsync(CancellationToken cancellationToken)
    {
        var list = await engine.Http.ListByLabelAsync("containers", RunLabels.Owner, cancellationToken);
        return
        [
            .. list.Where(container => RunLabels.IsGone(container?["Labels"]?[RunLabels.Owner]?.GetValue<string>() ?? ""))
                .Select(container => (container!["Id"]!.GetValue<string>(), container["Image"]?.GetValue<string>() ?? "no image")),
        ];
    }

    /// <summary>Removes the containers of runs whose process is gone.</summary>
    /// <param name="cancellationToken">Stops between containers.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<int> RemoveLeftoversAsync(CancellationToken cancellationToken)
    {
        var left = await ListLeftoversAsync(cancellationToken);
        foreach (var (id, _) in left)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RemoveAsync(id);
        }

        return left.Count;
    }

    /// <summary>Not cancelled with the run: a container that the engine makes while we give up would stay behind.</summary>
    internal async Task<string> CreateAsync(ContainerSpec spec)
    {
        using var limit = new CancellationTokenSource(CreateLimit, time);
        List<string> query = [];
        if (spec.Name is { } name)
        {
            query.Add("name=" + Uri.EscapeDataString(name));
        }

        if (spec.Platform is { } platform)
        {
            query.Add("platform=" + Uri.EscapeDataString(platform));
        }

        try
        {
            var path = query.Count == 0 ? "containers/create" : "containers/create?" + string.Join('&', query);
            var answer = await engine.Http.SendAsync(HttpMethod.Post, path, ContainerRequest.Body(spec, owner), limit.Token);
            return answer!["Id"]!.GetValue<string>();
        }
        catch (EngineRefusedException e) when (e.Status == HttpStatusCode.NotFound)
        {
            throw new EngineException($"container of {spec.Image}: the image is not in the engine; build or pull it first", e);
        }
        catch (EngineRefusedException e)
        {
            throw new EngineException($"container of {spec.Image}: cannot be created: {e.Reason}", e);
        }
        catch (OperationCanceledException e)
        {
            throw new EngineException(
                $"container of {spec.Image}: the engine did not create it in {CreateLimit.TotalMinutes:0} minutes",
                e
            );
        }
    }

    private async Task<ContainerResult> RunForFileAsync(
        ContainerSpec spec,
        string file,
        IProgress<ContainerChunk>? output,
        CancellationToken cancellationToken
    )
    {
        var directory = ContainerSpec.DirectoryOf(file);
        await using var holder = await VolumeHolder.CreateAsync(engine.Http, this, new(spec.Image) { FilledVolumes = [directory] });
        await holder.Files.OpenUpAsync(directory, cancellationToken);
        if ((await engine.GetInfoAsync(cancellationToken)).IsPodman)
        {
            await holder.SettleAsync(cancellationToken);
        }

        var volume = (await holder.NamesAsync(cancellationToken))[directory];
        return await RunOnceAsync(spec with { OutputVolume = volume }, file, output, cancellationToken);
    }

    private async Task<ContainerResult> RunOnceAsync(
        ContainerSpec spec,
        string? file,
        IProgress<ContainerChunk>? output,
        CancellationToken cancellationToken
    )
    {
        await using var container = Held(await CreateAsync(spec), spec, spec.OutputLimit);
        try
        {
            var result = await RunAsync(container, spec, output, cancellationToken);
            return result with
            {
                File = file is null
                    ? null
                    : await new ContainerFiles(engine.Http, container.Id).ReadAsync(file, FileLimit, cancellationToken),
                ImageId =
                    spec.BecomesImage && !result.TimedOut ? await new CommittedImages(engine.Http, time).CommitAsync(container.Id) : null,
            };
        }
        catch (IOException e)
        {
            throw new EngineException($"container of {spec.Image}: the connection to the engine broke: {e.Message}; run it again", e);
        }
    }

    private HeldContainer Held(string id, ContainerSpec spec, int outputLimit) => new(engine, this, time, id, spec, outputLimit);

    private async Task<ContainerResult> RunAsync(
        HeldContainer container,
        ContainerSpec spec,
        IProgress<ContainerChunk>? listener,
        CancellationToken cancellationToken
    )
    {
        await container.StartAsync(listener, cancellationToken);
        var started = time.GetTimestamp();
        var (exitCode, timedOut) = await WaitAsync(container, spec.Timeout, cancellationToken);
        var elapsed = time.GetElapsedTime(started);
        await container.DrainAsync(cancellationToken);
        var outOfMemory = exitCode == 137 && !timedOut && await container.WasOutOfMemoryAsync(cancellationToken);
        var output = container.Output!;
        return new ContainerResult(exitCode, output.Output, output.Error, output.Dropped, timedOut, outOfMemory, elapsed);
    }

    /// <summary>Starts a container, or says why its program cannot be.</summary>
    internal async Task StartAsync(string id, ContainerSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await engine.Http.OpenAsync(HttpMethod.Post, $"containers/{id}/start", null, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            var exitCode =
                e.Reason.Contains("not found", StringComparison.OrdinalIgnoreCase)
                || e.Reason.Contains("no such file", StringComparison.OrdinalIgnoreCase)
                    ? 127
                : e.Reason.Contains("permission denied", StringComparison.OrdinalIgnoreCase) ? 126
                : 125;
            throw new ContainerStartException($"container of {spec.Image}: cannot start: {e.Reason}", exitCode, e);
        }
    }

    private async Task<(int ExitCode, bool TimedOut)> WaitAsync(
        HeldContainer container,
        TimeSpan? timeout,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return (await container.WaitAsync(either.Token), false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await container.KillAsync(cancellationToken);
            return (await container.WaitAsync(cancellationToken), true);
        }
    }

    /// <summary>Has its own time limit, so that it also works after a cancellation.</summary>
    internal async Task RemoveAsync(string id)
    {
        using var limit = new CancellationTokenSource(CleanupLimit, time);
        try
        {
            using var answer = await engine.Http.OpenAsync(HttpMethod.Delete, $"containers/{id}?force=1&v=1", null, limit.Token);
        }
        catch (EngineRefusedException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Gone, or going by somebody else's hand.
        }
        catch (OperationCanceledException e)
        {
            throw new EngineException($"container {id[..12]}: the engine did not remove it; remove it with 'docker rm -f {id[..12]}'", e);
        }
    }
}
