using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Building;
using Images.Building.Revisions;
using Images.Engines;

namespace Images.Build.Tasks;

/// <summary>Builds the images.</summary>
[TaskName("Build")]
[TaskDescription("Builds the images, parents first, many at once")]
[IsDependentOn(typeof(RenderTask))]
public sealed class BuildTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var (plan, settings) = (context.Plan, context.Settings);
        var images = plan.WithParents;
        if (images.Count == 0)
        {
            if (context.Decisions.ChangedSince is not null)
            {
                context.DidNothing = true;
                return;
            }

            throw new RunFailedException("there are no images; add images/NAME/image.yaml");
        }

        var secrets = await FamilySecrets.OpenAsync(images, HostEnvironment.Current(), context.Cancellation);
        context.Hide(secrets.Mask);
        await using var revisions = new SourceRevisions(settings.Root);
        var wishes = BuildWishes.For(settings, context.Decisions, plan, secrets, revisions, context.Time.GetUtcNow());
        var how = ReachedCaches.Of(context, wishes);
        if (context.MayHaveWork)
        {
            revisions.Begin();
        }

        var engines = await context.EnginesAsync();
        var demands = new RunDemands(engines, images, how);
        await demands.RequireAsync(context.Cancellation);
        using var view = BuildProgress.For(settings, context.Output, images.Count, context.Time);
        context.Timeline = new RunTimeline(context.Time);
        var progress = new ProgressFanOut(context.BeginJournal(), view, context.Timeline);
        using var published = context.Decisions.AgainstRegistry ? PublishedRun.Begin(context, images) : null;
        var builder = await engines.BuilderAsync(plan, how, settings, published?.Images, context.Cancellation);
        await demands.HaveScannerAsync(context.Cancellation);
        var options = new GraphOptions(await engines.JobsAsync(settings.Jobs, context.Cancellation), settings.FailFast);
        var graph = new GraphBuilder(builder, plan.References, options, context.Time);
        context.Built = await graph.BuildAsync(images, progress, context.Cancellation);
        context.Cancellation.ThrowIfCancellationRequested();
    }
}
