using Cake.Core;
using Cake.Frosting;
using Images.Build.Printing;
using Images.Reporting;
using Images.Testing;

namespace Images.Build.Hosting;

/// <summary>The start and the end of a run.</summary>
/// <param name="outcome">Told how the run ended.</param>
public sealed class Lifetime(RunOutcome outcome) : FrostingLifetime<BuildContext>
{
    private const string NothingChanged = "DRY RUN: nothing was changed";

    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
        context.Started = context.Time.GetTimestamp();
        if (!context.Settings.DryRun)
        {
            if (info.TasksToExecute.Any(task => task.Name == "Publish"))
            {
                context.OpenSigningKey();
            }

            if (info.TasksToExecute.Any(task => task.Name == "Build" || (task.Name == "Plan" && !context.Settings.AgainstRegistry)))
            {
                context.LookForEngines();
            }

            if (info.TasksToExecute.Any(task => task.Name == "Publish"))
            {
                context.LookForTags();
            }

            return;
        }

        var results = DryRunStream(context);
        results.WriteLine(NothingChanged);
        var tasks = context.Settings.Exclusive ? [info.TargetTask] : info.TasksToExecute;
        foreach (var (index, task) in tasks.Index())
        {
            results.WriteLine($"{index + 1}. {task.Name}: {task.Description}");
            foreach (var line in Details(task, context))
            {
                results.WriteLine($"   {line}");
            }
        }
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        outcome.Thrown = info.ThrownException;
        if (context.Settings.DryRun)
        {
            DryRunStream(context).WriteLine(NothingChanged);
        }

        try
        {
            FinishAsync(context).GetAwaiter().GetResult();
        }
        finally
        {
            context.Journal?.Dispose();
            context.CloseEnginesAsync().GetAwaiter().GetResult();
        }
    }

    // Images are in the order of the plan; that of a run may differ, since what need not wait does not.
    private static IEnumerable<string> Details(ICakeTaskInfo task, BuildContext context) =>
        task.Name switch
        {
            "Build" or "Test" => context.Plan.WithParents.Select(image => image.Id),
            "Publish" => PublishPreview.ListAsync(context).GetAwaiter().GetResult(),
            "Copy" => [new CopyRun(context).PreviewAsync(isPromotion: false).GetAwaiter().GetResult()],
            "Promote" => [new CopyRun(context).PreviewAsync(isPromotion: true).GetAwaiter().GetResult()],
            "Release" => new ReleaseRun(context).PreviewAsync().GetAwaiter().GetResult(),
            "Compute" => new ComputeRun(context).PreviewAsync().GetAwaiter().GetResult(),
            "Run" => JobRuns.Preview(context),
            "Import" => new ImportRun(context).Preview(),
            "Comment" => new CommentRun(context).Preview(),
            "Clean" when context.Settings.CleansRegistries => PublishedLeftovers.ListAsync(context).GetAwaiter().GetResult(),
            "Clean" => Leftovers.ListAsync(context).GetAwaiter().GetResult(),
            _ => [],
        };

    private static TextWriter DryRunStream(BuildContext context) => context.Settings.Json ? context.Output.Log : context.Output.Results;

    private async Task FinishAsync(BuildContext context)
    {
        if (context.Built.Count == 0 && !context.DidNothing)
        {
            return;
        }

        if (context.Engines is { } engines)
        {
            if (context.Tested is null)
            {
                await new TestedTags(engines.StoreOf, context.Plan.Family).KeepUntestedAsync(context.Built, CancellationToken.None);
            }

            await engines.CleanUpAsync(CancellationToken.None);
        }

        var report = await new RunDetails(context).ReportAsync();
        RunResults.Write(report, context);
        if (!report.Succeeded)
        {
            outcome.Thrown ??= new RunFailedException(RunSummary.Sentence(report).TrimEnd('.'));
        }
        else if (outcome.Thrown is null)
        {
            context.Journal?.Complete();
        }
    }
}
