using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>Watches a job that runs, and kills it at the first limit that it reaches.</summary>
/// <param name="container">Its container.</param>
/// <param name="job">The job.</param>
/// <param name="ground">Its folders.</param>
/// <param name="logs">Its output.</param>
/// <param name="time">The clock.</param>
internal sealed class JobGuard(IHeldContainer container, JobDefinition job, JobGround ground, JobLogs logs, TimeProvider time)
{
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private long diskBytes;
    private long processes;

    /// <summary>Waits for the job's end, or brings it about.</summary>
    /// <param name="killed">Ends when somebody asks for its end.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<GuardedEnd> WaitAsync(Task killed, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = container.WaitAsync(cancellationToken);
        var limits = new List<Limit> { new(logs.Full, JobStop.Log), new(killed, JobStop.Killed) };
        if (job.Limits.Time is { } most)
        {
            limits.Add(new(Task.Delay(most, time, over.Token), JobStop.Time));
        }

        if (job.Limits.DiskBytes is { } disk)
        {
            limits.Add(new(FillsAsync(disk, over.Token), JobStop.Disk));
        }

        var stop = JobStop.None;
        try
        {
            var first = await Task.WhenAny([exit, .. limits.Select(static limit => limit.Reached)]);
            if (first != exit && !exit.IsCompleted)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await first;
                stop = limits.First(limit => limit.Reached == first).Stop;
                processes = stop == JobStop.Time ? await ProcessesAsync(cancellationToken) : 0;
                await container.KillAsync(cancellationToken);
            }

            var code = await exit;
            await container.DrainAsync(cancellationToken);
            var exitCode = InitFailure.ExitCode(code, logs.LastLine);
            // What ends by itself may have been over its limit at the end all the same.
            stop = stop == JobStop.None && exitCode != 0 && logs.Full.IsCompleted ? JobStop.Log : stop;
            var ending = new JobEnding(job.Limits)
            {
                Processes = processes,
                DiskBytes = diskBytes,
                OutOfMemory = exitCode == 137 && stop == JobStop.None && await container.WasOutOfMemoryAsync(cancellationToken),
                LastLine = logs.LastLine,
            };
            return new GuardedEnd(exitCode, stop, ending);
        }
        finally
        {
            await over.CancelAsync();
            foreach (var limit in limits.Where(static limit => limit.Stop is JobStop.Time or JobStop.Disk))
            {
                await limit.Reached.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FillsAsync(long most, CancellationToken cancellationToken)
    {
        while (true)
        {
            var started = time.GetTimestamp();
            diskBytes = ground.Writable.Sum(folder => OutputList.Bytes(folder, cancellationToken));
            diskBytes += job.WritableRoot ? await container.WrittenBytesAsync(cancellationToken) : 0;
            if (diskBytes > most)
            {
                return;
            }

            // A tenth of the time at most is spent looking.
            var spent = 10 * time.GetElapsedTime(started);
            await Task.Delay(spent > ShortestLook ? spent : ShortestLook, time, cancellationToken);
        }
    }

    private async Task<long> ProcessesAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await container.ProcessesAsync(either.Token);
        }
        catch (Exception error)
            when (error is EngineException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return 0;
        }
    }

    // Classes: of structures, the runtime compiles lists and tasks anew in each run.
    private sealed record Limit(Task Reached, JobStop Stop);
}

/// <summary>How a job that was watched ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Stop">The limit that ended it.</param>
/// <param name="Ending">What there is to say of it.</param>
internal sealed record GuardedEnd(int ExitCode, JobStop Stop, JobEnding Ending);
