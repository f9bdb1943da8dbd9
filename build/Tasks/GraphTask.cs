using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Planning;

namespace Images.Build.Tasks;

/// <summary>Shows which image is built from which.</summary>
[TaskName("Graph")]
[TaskDescription("Shows which image is built from which")]
public sealed class GraphTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var graph = context.Plan.Graph.Restrict(context.Plan.Selected.Select(image => image.Id));
        var format = context.Settings.Json ? GraphFormat.Json : context.Settings.Format;
        context.Output.Results.Write(
            format switch
            {
                GraphFormat.Json => ImageListing.Of(graph.Images).ToJson(),
                GraphFormat.Dot => GraphDiagram.Dot(graph),
                GraphFormat.Mermaid => GraphDiagram.Mermaid(graph),
                _ => GraphTree.Write(graph),
            }
        );
    }
}
