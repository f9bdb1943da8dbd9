using Images.Definitions;
using Images.Rendering;

namespace Images.Planning;

/// <summary>Orders images so that each comes after its parents.</summary>
internal static class TopologicalOrder
{
    /// <summary>Orders images; where parents leave a choice, the order given decides.</summary>
    /// <param name="rendered">The images.</param>
    /// <param name="parents">The parents' ids by the image's id.</param>
    /// <returns>The images with their parents.</returns>
    /// <exception cref="DefinitionException">There is a circle; the message names it whole.</exception>
    public static IReadOnlyList<PlannedImage> Of(
        IReadOnlyList<RenderedImage> rendered,
        IReadOnlyDictionary<string, IReadOnlyList<string>> parents
    )
    {
        var positions = rendered.Select((image, index) => (image.Variant.Id, index)).ToDictionary(StringComparer.Ordinal);
        var children = rendered
            .SelectMany(image => parents[image.Variant.Id], (image, parent) => (Parent: parent, Child: image.Variant.Id))
            .ToLookup(edge => edge.Parent, edge => edge.Child, StringComparer.Ordinal);
        var missing = parents.ToDictionary(pair => pair.Key, pair => pair.Value.Count, StringComparer.Ordinal);
        var ready = new PriorityQueue<string, int>(missing.Where(pair => pair.Value == 0).Select(pair => (pair.Key, positions[pair.Key])));
        var planned = new Dictionary<string, PlannedImage>(StringComparer.Ordinal);
        var order = new List<PlannedImage>(rendered.Count);
        while (ready.TryDequeue(out var id, out var position))
        {
            var image = new PlannedImage(rendered[position], [.. parents[id].Select(parent => planned[parent])]);
            planned.Add(id, image);
            order.Add(image);
            foreach (var child in children[id])
            {
                if (--missing[child] == 0)
                {
                    ready.Enqueue(child, positions[child]);
                }
            }
        }

        return order.Count == rendered.Count ? order : throw Circle(rendered, parents, planned);
    }

    private static DefinitionException Circle(
        IReadOnlyList<RenderedImage> rendered,
        IReadOnlyDictionary<string, IReadOnlyList<string>> parents,
        Dictionary<string, PlannedImage> planned
    )
    {
        var first = rendered.First(image => !planned.ContainsKey(image.Variant.Id)).Variant;
        var path = new List<string>();
        for (var id = first.Id; !path.Contains(id, StringComparer.Ordinal); id = parents[id].First(parent => !planned.ContainsKey(parent)))
        {
            path.Add(id);
        }

        var last = parents[path[^1]].First(parent => !planned.ContainsKey(parent));
        var circle = path.Skip(path.IndexOf(last)).Append(last).ToList();
        var start = rendered.First(image => image.Variant.Id == circle[0]).Variant;
        var message =
            $"images are built from each other in a circle: {string.Join(" -> ", circle)}; remove one of these FROM or COPY --from";
        return new DefinitionException([new DefinitionError(start.From.Location, message)]);
    }
}
