using Images.Engines;
using Images.Jobs.Running;

namespace Images.Jobs.Lists;

/// <summary>Runs jobs, several at once, each in a container of its own.</summary>
/// <param name="engine">The engine.</param>
/// <param name="names">What an engine may call the images that a job names, the best first.</param>
/// <param name="listener">Is told how they go on.</param>
public sealed class JobRun(JobEngine engine, Func<JobDefinition, IReadOnlyList<string>> names, IJobListener listener)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Gets where the jobs that have ended well are recorded; null: nowhere.</summary>
    public JobJournal? Journal { get; init; }

    /// <summary>Gets when the job file was written; pictures that are older count as missing.</summary>
    public DateTime WrittenAt { get; init; }

    /// <summary>Runs them. A failure does not keep the others from running.</summary>
    /// <param name="units">The jobs.</param>
    /// <param name="atOnce">How many containers are up at once, at least 1.</param>
    /// <param name="cancellationToken">Kills what runs, and begins nothing more.</param>
    /// <returns>What became of each, in their order.</returns>
    /// <exception cref="EngineException">The engine does not answer at all.</exception>
    public async Task<IReadOnlyList<JobReport>> RunAsync(IReadOnlyList<JobUnit> units, int atOnce, CancellationToken cancellationToken)
    {
        var images = new Dictionary<JobDefinition, JobImage?>();
        foreach (var whole in units.Select(static unit => unit.Whole).Distinct())
        {
            images[whole] = await engine.FindImageAsync(names(whole), cancellationToken);
        }

        var past = new JobPast(Journal, WrittenAt);
        var reports = new JobReport[units.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, units.Count),
            options,
            async (index, _) =>
            {
                reports[index] = await RunAsync(units[index], images[units[index].Whole], past, cancellationToken);
                listener.Ended(reports[index]);
            }
        );
        return reports;
    }

    private async Task<JobReport> RunAsync(JobUnit unit, JobImage? image, JobPast past, CancellationToken cancellationToken)
    {
        if (image is null)
        {
            return new JobReport(unit, JobOutcome.Failed, Missing(unit.Whole));
        }

        if (unit.Job.Scene is { } scene && !File.Exists(Path.Combine(unit.Job.Resources!, scene)))
        {
            return new JobReport(
                unit,
                JobOutcome.Failed,
                $"{unit.Job.Location}: there is no scene {scene} in {unit.Job.Resources}; correct its name"
            )
            {
                ExitCode = 1,
            };
        }

        if (past.Find(unit, image.Id) is { } outputs)
        {
            return new JobReport(unit, JobOutcome.DoneBefore, "done before")
            {
                ExitCode = 0,
                Image = image.Name,
                ImageId = image.Id,
                Outputs = outputs,
            };
        }

        for (var attempt = 1; ; attempt++)
        {
            var (report, mayRetry) = await TryAsync(unit, image, attempt, cancellationToken);
            if (report.Outcome == JobOutcome.Done)
            {
                past.Add(unit, image.Id, report.Outputs);
            }

            if (report.Outcome != JobOutcome.Failed || !mayRetry || attempt > unit.Job.Retries)
            {
                return report;
            }

            var wait = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, attempt - 1)));
            listener.Retrying(unit, report.Sentence, wait);
            try
            {
                await Task.Delay(wait, engine.Time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return report;
            }
        }
    }

    private async Task<(JobReport Report, bool MayRetry)> TryAsync(
        JobUnit unit,
        JobImage image,
        int attempt,
        CancellationToken cancellationToken
    )
    {
        var report = new JobReport(unit, JobOutcome.Failed, string.Empty)
        {
            Attempts = attempt,
            Image = image.Name,
            ImageId = image.Id,
        };
        try
        {
            listener.Started(unit, attempt);
            if (unit is { Frame: { } own, Job: { Pictures: { } expected, Output: { } folder } } && Directory.Exists(folder))
            {
                // A picture of old must not pass for the new one.
                File.Delete(Path.Combine(folder, expected.Of(own)));
            }

            JobResult result;
            await using (var job = await ContainerJob.CreateAsync(engine, unit.Job, image, cancellationToken))
            {
                await job.StartAsync(new Listener(listener, unit), cancellationToken);
                result = await job.ResultAsync(cancellationToken);
            }

            var missing =
                result.Succeeded && unit is { Frame: { } frame, Job.Pictures: { } pictures } && result.Outputs.Count == 0
                    ? $"ended well but left no picture {pictures.Of(frame)}"
                    : null;
            return (
                report with
                {
                    Outcome = result.Succeeded && missing is null ? JobOutcome.Done : JobOutcome.Failed,
                    Sentence = missing ?? result.Sentence,
                    ExitCode = result.ExitCode,
                    Stop = result.Stop,
                    Elapsed = result.Elapsed,
                    Outputs = result.Outputs,
                    Warning = result.Warning,
                },
                true
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (report with { Outcome = JobOutcome.Cancelled, Sentence = "cancelled" }, false);
        }
        catch (ContainerStartException error)
        {
            return (report with { Sentence = error.Message, ExitCode = error.ExitCode }, false);
        }
        catch (JobException error)
        {
            return (report with { Sentence = error.Message }, false);
        }
        catch (Exception error) when (error is EngineException or IOException)
        {
            return (report with { Sentence = ContainerText.HarmlessLine(error.Message) }, true);
        }
    }

    private static string Missing(JobDefinition job) =>
        job.Images is [var only]
            ? $"the engine does not have the image {only}; build it with 'test {only}', or pull it"
            : $"the engine has none of the images {string.Join(", ", job.Images)}; build or pull one";

    private sealed class Listener(IJobListener listener, JobUnit unit) : IProgress<ContainerChunk>
    {
        public void Report(ContainerChunk value) => listener.Wrote(unit, value);
    }
}
