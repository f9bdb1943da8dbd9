using Cake.Core;
using Cake.Frosting;

namespace Images.Build.Hosting;

/// <summary>The start and the end of a run.</summary>
/// <param name="outcome">Told how the run ended.</param>
public sealed class Lifetime(RunOutcome outcome) : FrostingLifetime<BuildContext>
{
    private const string NothingChanged = "DRY RUN: nothing was changed";

    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
        if (!context.Settings.DryRun)
        {
            return;
        }

        var results = DryRunStream(context);
        results.WriteLine(NothingChanged);
        var tasks = context.Settings.Exclusive ? [info.TargetTask] : info.TasksToExecute;
        foreach (var (index, task) in tasks.Index())
        {
            results.WriteLine($"{index + 1}. {task.Name}: {task.Description}");
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
    }

    private static TextWriter DryRunStream(BuildContext context) => context.Settings.Json ? context.Output.Log : context.Output.Results;
}
