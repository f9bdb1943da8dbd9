using Cake.Frosting;
using Images.Build.Hosting;
using Images.Building;
using Images.Testing;
using Images.Testing.Memory;

namespace Images.Build.Tasks;

/// <summary>Tests the very images that were built, and names those that passed.</summary>
[TaskName("Test")]
[TaskDescription("Tests the images that were built, and tags those that pass")]
[IsDependentOn(typeof(BuildTask))]
public sealed class TestTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        if (context.DidNothing)
        {
            return;
        }

        if (context.Built.Count == 0)
        {
            throw new RunFailedException("there is nothing to test, since nothing was built; leave out --exclusive");
        }

        if (context.Settings.FailFast && context.Built.Any(image => image.Outcome == BuildOutcome.Failed))
        {
            return;
        }

        var engines = await context.EnginesAsync();
        var memory = VerdictMemory.Load(context.Settings.Root, mayTell: !context.Decisions.Force && !context.Settings.Rerun);
        var options = new TestOptions(context.Jobs)
        {
            Root = context.Settings.Root,
            Memory = memory,
            Structure = context.Settings.Structure(context.Settings.Root),
        };
        context.Output.Note($"testing {Amount.Count(context.Built.Count(image => image.ImageId is not null), "image")}");
        context.Inventories = new InventoryRun(context, engines);
        var inventories = context.Inventories.TakeAsync(context.Built);
        IReadOnlyList<TestedImage> tested;
        try
        {
            tested = await engines.Tester().TestAsync(context.Built, options, progress: null, context.Cancellation);
        }
        finally
        {
            memory.Save();
            await inventories;
        }

        context.Cancellation.ThrowIfCancellationRequested();

        // Names are given whole or not at all: from here on an interrupt waits.
        context.Tested = await new TestedTags(engines.StoreOf, context.Plan.Family).ApplyAsync(tested, CancellationToken.None);
    }
}
