using System.Text;

namespace Images.Planning;

/// <summary>Writes a graph as an indented tree: each image stands below the one that its FROM names.</summary>
public static class GraphTree
{
    /// <summary>Writes the tree.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>External bases at the margin; an image that also copies from others names them. LF line ends.</returns>
    public static string Write(BuildGraph graph)
    {
        var text = new StringBuilder();
        var children = graph.Images.Where(image => Base(image) is not null).ToLookup(image => Base(image)!, StringComparer.Ordinal);
        foreach (var root in graph.Images.Where(image => Base(image) is null).GroupBy(image => image.Rendered.Variant.From.Value))
        {
            text.Append(root.Key).Append('\n');
            Write(text, [.. root], children, string.Empty);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, IReadOnlyList<PlannedImage> images, ILookup<string, PlannedImage> children, string indent)
    {
        for (var index = 0; index < images.Count; index++)
        {
            var last = index == images.Count - 1;
            text.Append(indent).Append(last ? "└─ " : "├─ ").Append(images[index].Id).Append(Copies(images[index])).Append('\n');
            Write(text, [.. children[images[index].Id]], children, indent + (last ? "   " : "│  "));
        }
    }

    private static string? Base(PlannedImage image) => image.Rendered.Variant.Parent;

    private static string Copies(PlannedImage image)
    {
        var others = image.Parents.Select(parent => parent.Id).Where(id => id != Base(image)).ToList();
        return others.Count == 0 ? string.Empty : $" (copies from {string.Join(", ", others)})";
    }
}
