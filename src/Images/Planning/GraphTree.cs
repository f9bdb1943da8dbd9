using System.Globalization;
using System.Text;
using Images.Rendering;

namespace Images.Planning;

/// <summary>
/// Writes a graph as an indented tree: each image stands below the one that its FROM names, with its tags; what it copies from is named
/// beside it, and there a dotted branch leads to it.
/// </summary>
public sealed class GraphTree
{
    private readonly StringBuilder text = new();
    private readonly BuildGraph graph;
    private readonly GraphEdges edges;
    private readonly ILookup<string, GraphEdge> outgoing;
    private readonly ILookup<string, string> copies;
    private readonly Func<TreePart, string, string> paint;

    private GraphTree(BuildGraph graph, ImageReferences references, Func<TreePart, string, string> paint)
    {
        (this.graph, this.paint) = (graph, paint);
        edges = new GraphEdges(graph, references);
        outgoing = edges.All.ToLookup(edge => Key(edge.From, edge.IsExternal), StringComparer.Ordinal);
        copies = edges.All.Where(edge => edge.Copies).ToLookup(edge => edge.To, edge => edge.From, StringComparer.Ordinal);
    }

    /// <summary>Writes the tree.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="references">The references under which images of the family stand in Dockerfiles.</param>
    /// <param name="paint">Colours a part; null leaves them plain.</param>
    /// <returns>External bases at the margin; a count at the end. LF line ends.</returns>
    public static string Write(BuildGraph graph, ImageReferences references, Func<TreePart, string, string>? paint = null) =>
        new GraphTree(graph, references, paint ?? ((_, part) => part)).Write();

    private string Write()
    {
        foreach (var external in edges.Externals)
        {
            text.Append(paint(TreePart.External, external)).Append('\n');
            WriteBelow(Key(external, isExternal: true), string.Empty);
        }

        var count = string.Create(
            CultureInfo.InvariantCulture,
            $"{graph.Images.Count} image{(graph.Images.Count == 1 ? "" : "s")} on {edges.Externals.Count} external base{(edges.Externals.Count == 1 ? "" : "s")}"
        );
        return text.Append(text.Length > 0 ? "\n" : string.Empty).Append(count).Append('\n').ToString();
    }

    // First what is built on it, then what copies from it and stands elsewhere.
    private void WriteBelow(string key, string indent)
    {
        var below = outgoing[key].OrderBy(edge => edge.Copies).ToList();
        for (var index = 0; index < below.Count; index++)
        {
            var (last, edge) = (index == below.Count - 1, below[index]);
            text.Append(paint(TreePart.Branch, indent + (last ? "└" : "├") + (edge.Copies ? "┄ " : "─ ")));
            if (edge.Copies)
            {
                text.Append(paint(TreePart.Note, $"{edge.To} copies from it")).Append('\n');
                continue;
            }

            text.Append(paint(TreePart.Image, edge.To)).Append(Notes(edge.To)).Append('\n');
            WriteBelow(Key(edge.To, isExternal: false), indent + (last ? "   " : "│  "));
        }
    }

    // The tag that the id ends with says nothing new.
    private string Notes(string id)
    {
        var variant = graph.Find(id)!.Rendered.Variant;
        var tags = variant.Tags.Select(tag => tag.Name).Where(tag => tag != variant.FolderName).ToList();
        var notes = tags.Count > 0 ? paint(TreePart.Tags, $" ({string.Join(", ", tags)})") : string.Empty;
        return copies[id].Any() ? $"{notes}{paint(TreePart.Note, $", copies from {string.Join(", ", copies[id])}")}" : notes;
    }

    private static string Key(string name, bool isExternal) => isExternal ? $"external {name}" : name;
}

/// <summary>A part of a tree, to be coloured.</summary>
public enum TreePart
{
    /// <summary>The lines.</summary>
    Branch,

    /// <summary>An external base.</summary>
    External,

    /// <summary>An image's id.</summary>
    Image,

    /// <summary>An image's tags.</summary>
    Tags,

    /// <summary>What copies from what.</summary>
    Note,
}
