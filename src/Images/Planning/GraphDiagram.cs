using System.Globalization;
using System.Text;

namespace Images.Planning;

/// <summary>Writes a graph in the languages of diagram programs: arrows go from what is built from to what is built.</summary>
public static class GraphDiagram
{
    /// <summary>Writes Graphviz; an edge of COPY --from is dashed.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>A digraph, LF line ends.</returns>
    public static string Dot(BuildGraph graph)
    {
        var text = new StringBuilder("digraph images {\n  rankdir=LR;\n  node [shape=box];\n");
        foreach (var external in Externals(graph))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Quote(external)} [style=dashed];\n");
        }

        foreach (var image in graph.Images)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Quote(image.Id)};\n");
        }

        foreach (var (from, to, copies) in Edges(graph))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Quote(from)} -> {Quote(to)}{(copies ? " [style=dashed]" : string.Empty)};\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>Writes Mermaid, which GitHub draws; an edge of COPY --from is dotted.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>A flowchart, LF line ends.</returns>
    public static string Mermaid(BuildGraph graph)
    {
        var names = Externals(graph).Concat(graph.Images.Select(image => image.Id)).ToList();
        var nodes = names.Select((name, index) => (name, Node: $"n{index}")).ToDictionary(StringComparer.Ordinal);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var name in names)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {nodes[name]}[{Quote(name)}]\n");
        }

        foreach (var (from, to, copies) in Edges(graph))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {nodes[from]} {(copies ? "-.->" : "-->")} {nodes[to]}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Externals(BuildGraph graph) =>
        graph
            .Images.Where(image => image.Rendered.Variant.Parent is null)
            .Select(image => image.Rendered.Variant.From.Value)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<(string From, string To, bool Copies)> Edges(BuildGraph graph) =>
        graph.Images.SelectMany(image =>
            image
                .Parents.Where(parent => parent.Id != image.Rendered.Variant.Parent)
                .Select(parent => (parent.Id, image.Id, true))
                .Prepend((image.Rendered.Variant.Parent ?? image.Rendered.Variant.From.Value, image.Id, false))
        );

    private static string Quote(string name) => $"\"{name.Replace("\"", "'", StringComparison.Ordinal)}\"";
}
