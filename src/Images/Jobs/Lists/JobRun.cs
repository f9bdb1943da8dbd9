using Images.Engines;
using Images.Jobs.Running;
using Images.Jobs.Storage;

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

    /// <summary>Gets the storage that jobs take data from and bring results to; it is made when the first job asks.</summary>
    public Lazy<IJobStorage> Storage { get; init; } =
        new(static () => throw new JobException("there is no storage here; leave out 'input' and 'upload'"));

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
        var keys = new string[units.Count];
        var images = new Dictionary<string, JobImage?>(StringComparer.Ordinal);
        for (var index = 0; index < keys.Length; index++)
        {
            var candidates = names(units[index].Whole);
            keys[index] = string.Join('\n', candidates);
            if (!images.ContainsKey(keys[index]))
            {
                images[keys[index]] = await engine.FindImageAsync(candidates, cancellationToken);
            }
        }

        var past = new JobPast(Journal, WrittenAt);
        using var inputs = new JobInputs(Storage);
        var attempt = new JobAttempt(engine, listener, inputs, Storage);
        var reports = new JobReport[units.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, units.Count),
            options,
            async (index, _) =>
            {
                reports[index] = await RunAsync(units[index], images[keys[index]], past, attempt, cancellationToken);
                listener.Ended(reports[index]);
            }
        );
        return reports;
    }

    private async Task<JobReport> RunAsync(
        JobUnit unit,
        JobImage? image,
        JobPast past,
        JobAttempt attempt,
        CancellationToken cancellationToken
    )
    {
        if (image is null)
        {
            return new JobReport(unit, JobOutcome.Failed, Missing(unit.Whole));
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

        for (var number = 1; ; number++)
        {
            var (report, mayRetry) = await attempt.RunAsync(unit, image, number, cancellationToken);
            if (report.Outcome == JobOutcome.Done)
            {
                past.Add(unit, image.Id, report.Outputs);
            }

            if (report.Outcome != JobOutcome.Failed || !mayRetry || number > unit.Job.Retries)
            {
                return report;
            }

            var wait = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, number - 1)));
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

    private static string Missing(JobDefinition job) =>
        job.Images is [var only]
            ? $"the engine does not have the image {only}; {Remedy(only)}"
            : $"the engine has none of the images {string.Join(", ", job.Images)}; build or pull one";

    private static string Remedy(string image) =>
        image.Contains('@', StringComparison.Ordinal)
            ? "pull it, or correct the name or the id"
            : $"build it with 'test {image}', or pull it";
}
