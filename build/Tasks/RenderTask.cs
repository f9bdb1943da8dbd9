using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Rendering;

namespace Images.Build.Tasks;

/// <summary>Writes the Dockerfiles, or with --check compares them.</summary>
[TaskName("Render")]
[TaskDescription("Writes the Dockerfiles from the templates")]
public sealed class RenderTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var (family, rendered) = (context.Plan.Family, context.Plan.Rendered);
        if (!context.Settings.Check)
        {
            var written = RenderedTree.Write(family, rendered, context.Cancellation);
            foreach (var drift in written)
            {
                context.Output.Note($"{(drift.Kind == RenderDriftKind.Orphan ? "removed" : "wrote")} {drift.Path}");
            }

            context.Output.Note($"rendered {rendered.Count} Dockerfiles, {written.Count} changed");
            return;
        }

        var drifts = RenderedTree.Check(family, rendered, context.Cancellation);
        DriftText.Write(context.Output, drifts, context.InGitHubActions);
        if (drifts.Count > 0)
        {
            throw new DriftException($"{drifts.Count} of {rendered.Count} Dockerfiles are not current; run 'render' and commit the result");
        }

        context.Output.Note($"{rendered.Count} Dockerfiles are current");
    }
}
