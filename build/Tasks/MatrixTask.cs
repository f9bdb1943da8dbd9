using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Planning.Matrices;
using Images.Reporting;

namespace Images.Build.Tasks;

/// <summary>Cuts the work into jobs of a GitHub workflow.</summary>
[TaskName("Matrix")]
[TaskDescription("Cuts the work into jobs of a GitHub workflow")]
public sealed class MatrixTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var (plan, settings) = (context.Plan, context.Settings);
        var wishes = new MatrixWishes($"{HelpText.Program} test")
        {
            MostEntries = settings.MaxEntries ?? BuildMatrix.MostEntries,
            MostLayers = settings.Layers,
        };
        var costs = new ImageCosts(EarlierDurations.Read(settings.Root));
        var images = settings.OnlyWhatWouldBeBuilt
            ? (await PlanRun.PlanAsync(context, plan.WithParents)).ToBuild.Select(entry => entry.Image)
            : plan.Selected;
        var needed = images.Select(image => image.Id).ToHashSet(StringComparer.Ordinal);
        MatrixResults.Write(MatrixCutter.Cut(plan.Graph, needed, costs, wishes), context);
    }
}
