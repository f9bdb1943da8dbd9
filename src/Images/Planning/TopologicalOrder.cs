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
        var places = new Dictionary<string, Place>(rendered.Count, StringComparer.Ordinal);
        foreach (var image in rendered)
        {
            places.Add(image.Variant.Id, new Place(image, places.Count, parents[image.Variant.Id]));
        }

        var ready = new SortedSet<Place>(Comparer<Place>.Create((one, other) => one.Position.CompareTo(other.Position)));
        foreach (var place in places.Values)
        {
            foreach (var parent in place.Parents)
            {
                places[parent].Children.Add(place);
            }

            if (place.Missing == 0)
            {
                ready.Add(place);
            }
        }

        var planned = new Dictionary<string, PlannedImage>(StringComparer.Ordinal);
        var order = new List<PlannedImage>(rendered.Count);
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            var image = new PlannedImage(next.Image, [.. next.Parents.Select(parent => planned[parent])]);
            planned.Add(next.Image.Variant.Id, image);
            order.Add(image);
            foreach (var child in next.Children)
            {
                if (--child.Missing == 0)
                {
                    ready.Add(child);
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

    /// <summary>An image on its way into the order.</summary>
    private sealed class Place(RenderedImage image, int position, IReadOnlyList<string> parents)
    {
        public RenderedImage Image { get; } = image;

        public int Position { get; } = position;

        public IReadOnlyList<string> Parents { get; } = parents;

        public List<Place> Children { get; } = [];

        public int Missing { get; set; } = parents.Count;
    }
}
