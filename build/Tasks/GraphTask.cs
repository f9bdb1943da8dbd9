using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Build.Printing;
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
        var references = context.Plan.References;
        var format = context.Settings.Json ? GraphFormat.Json : context.Settings.Format;
        context.Output.Results.Write(
            format switch
            {
                GraphFormat.Json => ImageListing.Of(graph.Images).ToJson(),
                GraphFormat.Dot => GraphDiagram.Dot(graph, references),
                GraphFormat.Mermaid => GraphDiagram.Mermaid(graph, references),
                _ => GraphTree.Write(graph, references, Terminal.HasColor(context.Settings.Color) ? TreeColors.Paint : null),
            }
        );
    }
}
