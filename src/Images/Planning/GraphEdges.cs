using Images.Rendering;

namespace Images.Planning;

/// <summary>From what each image of a graph takes something, external images included.</summary>
internal sealed class GraphEdges
{
    /// <summary>Looks at a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="references">The references under which images of the family stand in Dockerfiles.</param>
    public GraphEdges(BuildGraph graph, ImageReferences references)
    {
        All = [.. graph.Images.SelectMany(image => Of(image, references))];
        Externals = [.. All.Where(edge => edge.IsExternal).Select(edge => edge.From).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Gets the edges in the graph's order of what is built; of each image, first the one that its FROM names.</summary>
    public IReadOnlyList<GraphEdge> All { get; }

    /// <summary>Gets the external images in the order of first use.</summary>
    public IReadOnlyList<string> Externals { get; }

    private static IEnumerable<GraphEdge> Of(PlannedImage image, ImageReferences references)
    {
        var variant = image.Rendered.Variant;
        var others = image.Parents.Select(parent => parent.Id).Where(id => id != variant.Parent);
        var externals = DockerfileSources
            .Of(image.Rendered.Dockerfile)
            .Where(reference => !references.TryFind(reference, out _) && (variant.Parent is not null || reference != variant.From.Value));
        return
        [
            new GraphEdge(variant.Parent ?? variant.From.Value, image.Id, IsExternal: variant.Parent is null, Copies: false),
            .. others.Select(id => new GraphEdge(id, image.Id, IsExternal: false, Copies: true)),
            .. externals.Select(reference => new GraphEdge(reference, image.Id, IsExternal: true, Copies: true)),
        ];
    }
}

/// <summary>An image takes something from another one.</summary>
/// <param name="From">An image's id, or the reference of an external image.</param>
/// <param name="To">The id of the image that is built.</param>
/// <param name="IsExternal">Whether <paramref name="From"/> is none of the family.</param>
/// <param name="Copies">Whether it copies or mounts, rather than being built on it.</param>
internal sealed record GraphEdge(string From, string To, bool IsExternal, bool Copies);
