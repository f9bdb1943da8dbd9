using Images.Engines;
using Images.Jobs.Running;
using Images.Jobs.Storage;

namespace Images.Jobs.Lists;

/// <summary>Tries a job once: fetches its data, runs it, and brings its results to where they belong.</summary>
/// <param name="engine">The engine.</param>
/// <param name="listener">Is told how it goes on.</param>
/// <param name="inputs">Fetches data.</param>
/// <param name="storage">Takes results.</param>
internal sealed class JobAttempt(JobEngine engine, IJobListener listener, JobInputs inputs, Lazy<IJobStorage> storage)
{
    /// <summary>Tries it.</summary>
    /// <param name="unit">The job.</param>
    /// <param name="image">Its image.</param>
    /// <param name="number">Which attempt it is, counted from 1.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>What became of it, and whether another attempt may come out otherwise.</returns>
    public async Task<(JobReport Report, bool MayRetry)> RunAsync(
        JobUnit unit,
        JobImage image,
        int number,
        CancellationToken cancellationToken
    )
    {
        var report = new JobReport(unit, JobOutcome.Failed, string.Empty)
        {
            Attempts = number,
            Image = image.Name,
            ImageId = image.Id,
        };
        try
        {
            // What has not begun leaves the pictures of old alone.
            cancellationToken.ThrowIfCancellationRequested();
            listener.Started(unit, number);
            var ready = await inputs.GiveAsync(unit.Job, cancellationToken);
            if (WhyNot(ready) is { } why)
            {
                return (report with { Sentence = why, ExitCode = 1, Attempts = 0 }, false);
            }

            return (Judge(unit, report, await RunAsync(unit, ready, image, cancellationToken)), true);
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
            return (report with { Sentence = WithoutName(unit.Job, error.Message) }, false);
        }
        catch (Exception error) when (error is EngineException or IOException or UnauthorizedAccessException)
        {
            return (report with { Sentence = ContainerText.HarmlessLine(error.Message) }, true);
        }
    }

    // A report names its job already.
    private static string WithoutName(JobDefinition job, string message) =>
        message.StartsWith($"{job.Name}: ", StringComparison.Ordinal) ? message[(job.Name.Length + 2)..] : message;

    private static string? WhyNot(JobDefinition job)
    {
        if (job.Scene is { } scene && !File.Exists(Path.Combine(job.Resources!, scene)))
        {
            return $"{job.Location}: there is no scene {scene} in {job.Input?.ToString() ?? job.Resources}; correct its name";
        }

        if (job is { Frames: [var frame], Pictures: { } pictures, Output: { } folder } && Directory.Exists(folder))
        {
            // A picture of old must not pass for the new one.
            File.Delete(Path.Combine(folder, pictures.Of(frame)));
        }

        return null;
    }

    private static JobReport Judge(JobUnit unit, JobReport report, JobResult result)
    {
        var missing =
            result.Succeeded && unit is { Frame: { } frame, Job.Pictures: { } pictures } && result.Outputs.Count == 0
                ? $"ended well but left no picture {pictures.Of(frame)}"
                : null;
        return report with
        {
            Outcome = result.Succeeded && missing is null ? JobOutcome.Done : JobOutcome.Failed,
            Sentence = missing ?? result.Sentence,
            ExitCode = result.ExitCode,
            Stop = result.Stop,
            Elapsed = result.Elapsed,
            Outputs = result.Outputs,
            Warning = result.Warning,
        };
    }

    private async Task<JobResult> RunAsync(JobUnit unit, JobDefinition ready, JobImage image, CancellationToken cancellationToken)
    {
        JobResult result;
        await using (var job = await ContainerJob.CreateAsync(engine, ready, image, cancellationToken))
        {
            await job.StartAsync(new Listener(listener, unit), cancellationToken);
            result = await job.ResultAsync(cancellationToken);
        }

        if (ready is { Upload: { } address, Output: { } folder })
        {
            var files = result.Outputs.Where(static output => output.Digest is not null).Select(static output => output.Path);
            await StoreAsync(folder, files, address, result, cancellationToken);
        }

        return result;
    }

    private async Task StoreAsync(
        string folder,
        IEnumerable<string> files,
        StorageAddress address,
        JobResult result,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await storage.Value.StoreAsync(folder, files, address, cancellationToken);
        }
        catch (JobException error)
        {
            throw new JobException($"{result.Sentence}; its results are in {folder}, but not in storage: {error.Message}", error);
        }
    }

    private sealed class Listener(IJobListener listener, JobUnit unit) : IProgress<ContainerChunk>
    {
        public void Report(ContainerChunk value) => listener.Wrote(unit, value);
    }
}
