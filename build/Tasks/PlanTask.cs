using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Building;
using Images.Planning;

namespace Images.Build.Tasks;

/// <summary>Says what a build would do, and why.</summary>
[TaskName("Plan")]
[TaskDescription("Says what would be built, and which input made it so")]
public sealed class PlanTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var (plan, settings) = (context.Plan, context.Settings);
        var explained = settings.Explain is { } selector ? Selection.Of(plan.Graph, [selector]) : [];
        var images = explained.Count == 0 ? plan.WithParents : plan.Graph.Restrict(explained.Select(image => image.Id)).Images;
        var planned = await PlanRun.PlanAsync(context, images);
        if (explained.Count > 0)
        {
            var ids = explained.Select(image => image.Id).ToHashSet(StringComparer.Ordinal);
            planned = new BuildPlan([.. planned.Images.Where(entry => ids.Contains(entry.Image.Id))]);
        }

        PlanResults.Write(context.Output, planned, settings.Json, explain: explained.Count > 0);
        var changes = planned.ToBuild.Count();
        if (settings.ExitCodes && changes > 0)
        {
            throw new ChangesExistException($"{Amount.Count(changes, "image")} would be built");
        }
    }
}
