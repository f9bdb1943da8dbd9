using System.Collections.Frozen;
using Images.Definitions;
using Images.Rendering;

namespace Images.Planning;

/// <summary>The images of a family and who is built from whom.</summary>
public sealed class BuildGraph
{
    private readonly FrozenDictionary<string, PlannedImage> byId;
    private readonly ILookup<string, PlannedImage> children;

    private BuildGraph(IReadOnlyList<PlannedImage> images)
    {
        Images = images;
        byId = images.ToFrozenDictionary(image => image.Id, StringComparer.Ordinal);
        children = images
            .SelectMany(image => image.Parents, (image, parent) => (Parent: parent.Id, Child: image))
            .ToLookup(edge => edge.Parent, edge => edge.Child, StringComparer.Ordinal);
    }

    /// <summary>Gets the images, each after its parents, otherwise in the order in which they were rendered.</summary>
    public IReadOnlyList<PlannedImage> Images { get; }

    /// <summary>Gets the images that are built from none of ours, in the graph's order.</summary>
    public IEnumerable<PlannedImage> Roots => Images.Where(image => image.Parents.Count == 0);

    /// <summary>Joins rendered images by their parents: <see cref="Variant.Parent"/> and what their Dockerfiles copy from.</summary>
    /// <param name="rendered">Every rendered image of the family.</param>
    /// <param name="references">The references under which images of the family stand in Dockerfiles.</param>
    /// <returns>The graph of all of them.</returns>
    /// <exception cref="DefinitionException">Images are built from each other in a circle.</exception>
    public static BuildGraph Create(IReadOnlyList<RenderedImage> rendered, ImageReferences references)
    {
        var parents = rendered.ToDictionary(image => image.Variant.Id, image => ParentIds(image, references), StringComparer.Ordinal);
        return new BuildGraph(TopologicalOrder.Of(rendered, parents));
    }

    /// <summary>Finds an image by its variant's id.</summary>
    /// <param name="id">Such as <c>r-ver:4.6.1</c>.</param>
    /// <returns>The image, or null when the graph has none of that id.</returns>
    public PlannedImage? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Lists the images that are built directly from one.</summary>
    /// <param name="image">An image of this graph.</param>
    /// <returns>In the graph's order.</returns>
    public IEnumerable<PlannedImage> ChildrenOf(PlannedImage image) => children[image.Id];

    /// <summary>Collects images and everything that they are built from.</summary>
    /// <param name="ids">Where to start.</param>
    /// <returns>The ids, those of the start among them.</returns>
    public IReadOnlySet<string> WithParents(IEnumerable<string> ids) => Closure(ids, image => image.Parents);

    /// <summary>Collects images and everything that is built from them.</summary>
    /// <param name="ids">Where to start.</param>
    /// <returns>The ids, those of the start among them.</returns>
    public IReadOnlySet<string> WithChildren(IEnumerable<string> ids) => Closure(ids, ChildrenOf);

    /// <summary>Cuts the graph down to some images and everything that they are built from.</summary>
    /// <param name="ids">The images that are wanted.</param>
    /// <returns>A graph in the same order.</returns>
    public BuildGraph Restrict(IEnumerable<string> ids)
    {
        var wanted = WithParents(ids);
        return wanted.Count == Images.Count ? this : new BuildGraph([.. Images.Where(image => wanted.Contains(image.Id))]);
    }

    private static IReadOnlyList<string> ParentIds(RenderedImage image, ImageReferences references)
    {
        var copied = DockerfileSources
            .Of(image.Dockerfile)
            .Select(reference => references.TryFind(reference, out var variant) ? variant.Id : null)
            .OfType<string>();
        return [.. (image.Variant.Parent is { } parent ? copied.Prepend(parent) : copied).Distinct(StringComparer.Ordinal)];
    }

    private HashSet<string> Closure(IEnumerable<string> ids, Func<PlannedImage, IEnumerable<PlannedImage>> neighbours)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(ids);
        while (open.TryPop(out var id))
        {
            if (byId.TryGetValue(id, out var image) && reached.Add(id))
            {
                foreach (var neighbour in neighbours(image))
                {
                    open.Push(neighbour.Id);
                }
            }
        }

        return reached;
    }
}
