using Images.Build.CommandLine;
using Images.Build.Printing;
using Images.Building;
using Images.Definitions;
using Images.Definitions.Syntax;
using Images.Jobs;
using Images.Jobs.Clusters;
using Images.Jobs.Files;
using Images.Jobs.Lists;
using Images.Jobs.Running;
using Images.Jobs.Storage;

namespace Images.Build.Hosting;

/// <summary>Runs what <c>run</c> was given: job files, or a command in an image.</summary>
/// <param name="context">Knows what is asked for.</param>
internal sealed class JobRuns(BuildContext context)
{
    private readonly JobWishes wishes = context.Settings.Run!;
    private readonly Lazy<IJobStorage> storage = new(() => new S3Storage(Variable("AWS_ENDPOINT_URL_S3") ?? Variable("AWS_ENDPOINT_URL")));
    private readonly JobImageNames names = new(context.Settings.Root, context.Cancellation);

    /// <summary>Lists what would be run.</summary>
    /// <param name="context">Knows what is asked for.</param>
    /// <returns>One line each.</returns>
    /// <exception cref="DefinitionException">A job file is wrong.</exception>
    public static IEnumerable<string> Preview(BuildContext context) =>
        new JobRuns(context)
            .Files()
            .SelectMany(file => JobUnit.Of(file.Jobs))
            .Select(unit => $"{unit.Id} in {string.Join(" or ", unit.Job.Images)}");

    /// <summary>Runs it.</summary>
    /// <returns>When everything has ended.</returns>
    /// <exception cref="DefinitionException">A job file is wrong.</exception>
    /// <exception cref="JobFailedException">A job failed.</exception>
    public async Task RunAsync()
    {
        var files = Files();
        if (wishes is { PrintsManifests: true, AzurePool: not null })
        {
            throw new UsageException("--azure-pool and --kubernetes are two clusters; leave one out");
        }

        if ((wishes.Waits && !wishes.PrintsManifests) || (wishes.Removes && !wishes.Waits) || (wishes.Waits && context.Settings.Json))
        {
            throw new UsageException(
                "--wait goes with --kubernetes and without --json, and --remove goes with --wait; write them together"
            );
        }

        if (wishes.PrintsManifests)
        {
            await PrintAsync(files);
            return;
        }

        var session = (await context.EnginesAsync()).All[0];
        if (wishes.AzurePool is { } place)
        {
            files = await new PoolTrial(context, names).PrepareAsync(session.Jobs, files, place);
        }

        var count = files.Sum(static file => JobUnit.Of(file.Jobs).Count);
        var passesOn = count == 1 && !context.Settings.Json && wishes.AzurePool != "-" && !context.InGitHubActions;
        using var console = new JobConsole(context.Output, count == 1, passesOn, talks: count > 1);
        var reports = new List<JobReport>();
        Task? leftovers = null;
        try
        {
            foreach (var file in files)
            {
                var running = RunAsync(session.Jobs, file, console);
                leftovers ??= CleanAsync(session);
                reports.AddRange(await running);
            }
        }
        finally
        {
            await (leftovers ?? Task.CompletedTask);
            if (storage.IsValueCreated && storage.Value is IDisposable closed)
            {
                closed.Dispose();
            }
        }

        var sheets = files.SelectMany(static file => file.Jobs).Select(FrameSheet.Make).OfType<string>().ToList();
        JobResults.Write(context.Output, reports, sheets, context.Settings.Json, isTable: count > 1, isListed: wishes.AreFiles);
        context.Cancellation.ThrowIfCancellationRequested();
        ThrowIfFailed(reports);
    }

    private static void ThrowIfFailed(List<JobReport> reports)
    {
        var failed = reports.Where(static report => report.Outcome == JobOutcome.Failed).ToList();
        if (failed.Count == 0)
        {
            return;
        }

        if (reports.Count == 1)
        {
            var code = failed[0].ExitCode is { } own and not 0 ? own : ExitCode.Failed;
            throw new JobFailedException(code, $"{failed[0].Unit.Id}: {failed[0].Sentence}");
        }

        throw new JobFailedException(ExitCode.Failed, $"{failed.Count} of {reports.Count} jobs failed; run it again to do only these");
    }

    private async Task PrintAsync(IReadOnlyList<JobFile> files)
    {
        var manifests = files
            .SelectMany(file => file.Jobs.Select(job => (Job: job, AtOnce: context.Settings.Jobs ?? file.AtOnce ?? 1)))
            .Select(each => KubernetesJob.Write(each.Job, names.Of(each.Job.Images.Take(1))[0], each.AtOnce))
            .ToList();
        foreach (var note in files.SelectMany(static file => file.Jobs).SelectMany(KubernetesJob.Notes))
        {
            context.Output.Note(note);
        }

        if (wishes.Waits)
        {
            var jobs = files.SelectMany(static file => file.Jobs).ToList();
            await new ClusterRun(context, jobs).RunAsync(string.Concat(manifests), wishes.Removes);
            return;
        }

        manifests.ForEach(context.Output.Results.Write);
    }

    private IReadOnlyList<JobFile> Files()
    {
        if (wishes.AreFiles)
        {
            return
            [
                .. wishes
                    .Words.Select(word => JobFile.Load(word, wishes.Directory))
                    .Select(file => file with { Jobs = [.. file.Jobs.Select(wishes.Overrides.Apply)] }),
            ];
        }

        if (wishes.Words is not [var image] || ImageReference.TryParse(image) is null)
        {
            var wrong = wishes.Words.First(word => ImageReference.TryParse(word) is null || wishes.Words.Count > 1);
            throw new UsageException($"'{wrong}' is neither a job file nor one image: run JOBFILE..., or run IMAGE -- COMMAND");
        }

        var job = wishes.Overrides.Apply(
            new JobDefinition
            {
                Name = image[(image.LastIndexOf('/') + 1)..],
                Images = [image],
                Command = wishes.Command,
            }
        );
        return [new JobFile(string.Empty, [job], null)];
    }

    private async Task<IReadOnlyList<JobReport>> RunAsync(JobEngine engine, JobFile file, JobConsole console)
    {
        using var journal = wishes is { AreFiles: true, AzurePool: null } ? JobJournal.Open(JournalOf(file), context.Settings.Force) : null;
        var run = new JobRun(engine, job => names.Of(job.Images), console)
        {
            Journal = journal,
            Storage = storage,
            WrittenAt = wishes.AreFiles && !context.Settings.Force ? File.GetLastWriteTimeUtc(file.Path) : DateTime.MaxValue,
        };
        var atOnce = context.Settings.Jobs ?? file.AtOnce ?? Environment.ProcessorCount;
        var reports = await run.RunAsync(JobUnit.Of(file.Jobs), atOnce, context.Cancellation);
        if (
            file.Jobs.All(static job => job.Frames.Count == 0)
            && reports.All(static report => report.Outcome is JobOutcome.Done or JobOutcome.DoneBefore)
        )
        {
            journal?.Complete();
        }

        return reports;
    }

    // Beside the job: what a killed run left is nothing that this one waits for.
    private async Task CleanAsync(EngineSession session)
    {
        try
        {
            JobEngine.RemoveLeftovers();
            if (await session.Containers.RemoveLeftoversAsync(context.Cancellation) is > 0 and var removed)
            {
                context.Output.Note($"removed {Amount.Count(removed, "container")} that a killed run had left");
            }
        }
        catch (Exception error) when (error is Engines.EngineException or OperationCanceledException)
        {
            // 'clean' says why.
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string JournalOf(JobFile file) =>
        Path.Combine(file.Folder, "artifacts", "jobs", $"{Path.GetFileNameWithoutExtension(file.Path)}.journal.jsonl");
}
