using System.Globalization;
using System.Text;
using Images.Rendering;

namespace Images.Planning;

/// <summary>Writes a graph in the languages of diagram programs: arrows go from what is built from to what is built.</summary>
public static class GraphDiagram
{
    /// <summary>Writes Graphviz; an external image and an edge of COPY --from are dashed, variants of one image stand in a frame.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="references">The references under which images of the family stand in Dockerfiles.</param>
    /// <returns>A digraph, LF line ends.</returns>
    public static string Dot(BuildGraph graph, ImageReferences references)
    {
        var edges = new GraphEdges(graph, references);
        var nodes = Nodes(graph, edges);
        var text = new StringBuilder("digraph images {\n  rankdir=LR;\n  node [shape=box];\n");
        foreach (var external in edges.Externals)
        {
            Line(text, $"  {nodes[(external, true)]} [label={DotText(external)}, style=dashed];");
        }

        foreach (var (index, image) in ByImage(graph).Index())
        {
            var indent = image.Count() > 1 ? "    " : "  ";
            if (image.Count() > 1)
            {
                Line(text, $"  subgraph cluster_{index} {{");
                Line(text, $"    label={DotText(image.Key)};");
            }

            foreach (var variant in image)
            {
                Line(text, $"{indent}{nodes[(variant.Id, false)]} [label={DotText(variant.Id)}];");
            }

            text.Append(image.Count() > 1 ? "  }\n" : string.Empty);
        }

        foreach (var edge in edges.All)
        {
            Line(text, $"  {nodes[(edge.From, edge.IsExternal)]} -> {nodes[(edge.To, false)]}{(edge.Copies ? " [style=dashed]" : "")};");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>Writes Mermaid, which GitHub draws; an external image is rounded, an edge of COPY --from is dotted.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="references">The references under which images of the family stand in Dockerfiles.</param>
    /// <returns>A flowchart, LF line ends.</returns>
    public static string Mermaid(BuildGraph graph, ImageReferences references)
    {
        var edges = new GraphEdges(graph, references);
        var nodes = Nodes(graph, edges);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var external in edges.Externals)
        {
            Line(text, $"  {nodes[(external, true)]}([{MermaidText(external)}])");
        }

        foreach (var (index, image) in ByImage(graph).Index())
        {
            var indent = image.Count() > 1 ? "    " : "  ";
            if (image.Count() > 1)
            {
                Line(text, $"  subgraph s{index}[{MermaidText(image.Key)}]");
            }

            foreach (var variant in image)
            {
                Line(text, $"{indent}{nodes[(variant.Id, false)]}[{MermaidText(variant.Id)}]");
            }

            text.Append(image.Count() > 1 ? "  end\n" : string.Empty);
        }

        foreach (var edge in edges.All)
        {
            Line(text, $"  {nodes[(edge.From, edge.IsExternal)]} {(edge.Copies ? "-.->" : "-->")} {nodes[(edge.To, false)]}");
        }

        return text.ToString();
    }

    // Names of ours, since an external image may be called like one of the family, and both languages have words that mean something.
    private static Dictionary<(string Name, bool IsExternal), string> Nodes(BuildGraph graph, GraphEdges edges) =>
        edges
            .Externals.Select(external => (external, true))
            .Concat(graph.Images.Select(image => (image.Id, false)))
            .Select((key, index) => (key, Node: string.Create(CultureInfo.InvariantCulture, $"n{index}")))
            .ToDictionary();

    private static IEnumerable<IGrouping<string, PlannedImage>> ByImage(BuildGraph graph) =>
        graph.Images.GroupBy(image => image.Rendered.Variant.Image, StringComparer.Ordinal);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

    private static string DotText(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Letters, digits and what stands in references as they are; the rest as Mermaid's numbered entities.
    private static string MermaidText(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(
                Rune.IsLetterOrDigit(rune) || "./:-_@+ ".Contains(rune.ToString(), StringComparison.Ordinal)
                    ? rune.ToString()
                    : string.Create(CultureInfo.InvariantCulture, $"#{rune.Value};")
            );
        }

        return quoted.Append('"').ToString();
    }
}
