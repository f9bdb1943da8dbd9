namespace Images.Planning.Matrices;

/// <summary>
/// Tells in which layer each needed image is: after every needed image that it is built from, through images that are not needed too.
/// </summary>
internal sealed class NeededDepths
{
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> pieces = new(StringComparer.Ordinal);

    /// <summary>Looks at a graph.</summary>
    /// <param name="graph">The graph, parents first.</param>
    /// <param name="needed">The ids of the images that need work.</param>
    /// <param name="mostLayers">What lies deeper goes into the last layer, in one piece with what it is built from there.</param>
    public NeededDepths(BuildGraph graph, IReadOnlySet<string> needed, int mostLayers)
    {
        var nearest = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var image in graph.Images)
        {
            positions.Add(image.Id, positions.Count);
            var above = Above(image, nearest);
            if (!needed.Contains(image.Id))
            {
                nearest.Add(image.Id, above);
                continue;
            }

            nearest.Add(image.Id, new HashSet<string>(StringComparer.Ordinal) { image.Id });
            var layer = above.Count == 0 ? 0 : Math.Min(above.Max(id => layers[id]) + 1, mostLayers - 1);
            layers.Add(image.Id, layer);
            pieces.Add(image.Id, image.Id);
            foreach (var id in above.Where(id => layers[id] == layer))
            {
                Join(id, image.Id);
            }
        }
    }

    /// <summary>Gets an image's layer.</summary>
    /// <param name="id">A needed image.</param>
    /// <returns>Counted from 0.</returns>
    public int LayerOf(string id) => layers[id];

    /// <summary>Gets the piece that an image belongs to: images of a layer that are built from each other.</summary>
    /// <param name="id">A needed image.</param>
    /// <returns>The same for all images of the piece.</returns>
    public string PieceOf(string id)
    {
        while (pieces[id] != id)
        {
            id = pieces[id] = pieces[pieces[id]];
        }

        return id;
    }

    /// <summary>Gets an image's place in the graph.</summary>
    /// <param name="id">Any image.</param>
    /// <returns>Counted from 0, parents first.</returns>
    public int PositionOf(string id) => positions[id];

    private static IReadOnlySet<string> Above(PlannedImage image, Dictionary<string, IReadOnlySet<string>> nearest) =>
        image.Parents is [var only]
            ? nearest[only.Id]
            : image.Parents.SelectMany(parent => nearest[parent.Id]).ToHashSet(StringComparer.Ordinal);

    private void Join(string one, string other)
    {
        var (first, second) = (PieceOf(one), PieceOf(other));
        pieces[second] = first;
    }
}
