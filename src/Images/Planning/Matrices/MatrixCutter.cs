using System.Globalization;

namespace Images.Planning.Matrices;

/// <summary>Cuts the variants that need work into the jobs of a workflow.</summary>
public static class MatrixCutter
{
    /// <summary>Cuts.</summary>
    /// <param name="graph">The whole graph.</param>
    /// <param name="needed">The ids of the variants that need work; what they are built from beyond these is taken as being there.</param>
    /// <param name="costs">What each costs.</param>
    /// <param name="wishes">How to cut.</param>
    /// <returns>Each variant that is needed is in exactly one job, after everything needed that it is built from.</returns>
    public static BuildMatrix Cut(BuildGraph graph, IReadOnlySet<string> needed, ImageCosts costs, MatrixWishes wishes)
    {
        var depths = new NeededDepths(graph, needed, wishes.MostLayers ?? int.MaxValue);
        var layers = graph
            .Images.Where(image => needed.Contains(image.Id))
            .GroupBy(image => depths.LayerOf(image.Id))
            .OrderBy(layer => layer.Key)
            .Select(layer => new MatrixLayer(layer.Key, Entries([.. layer], depths, costs, wishes)))
            .ToList();
        return new BuildMatrix(BuildMatrix.Version, layers.Count > 0, layers.Sum(layer => layer.Include.Sum(entry => entry.Count)), layers);
    }

    private static IReadOnlyList<MatrixEntry> Entries(
        IReadOnlyList<PlannedImage> layer,
        NeededDepths depths,
        ImageCosts costs,
        MatrixWishes wishes
    )
    {
        var pieces = layer
            .GroupBy(image => depths.PieceOf(image.Id), StringComparer.Ordinal)
            .Select(piece => new MatrixPiece([.. piece], piece.Sum(costs.SecondsOf)))
            .ToList();
        return
        [
            .. MatrixPacking
                .Pack(pieces, Math.Min(wishes.MostEntries, BuildMatrix.MostEntries))
                .Select(packed => Entry(packed, depths, wishes)),
        ];
    }

    private static MatrixEntry Entry(MatrixPiece packed, NeededDepths depths, MatrixWishes wishes)
    {
        var images = packed.Images.OrderBy(image => depths.PositionOf(image.Id)).ToList();
        var selectors = string.Join(' ', images.Select(image => image.Id));
        var platforms = images.SelectMany(image => image.Rendered.Variant.Platforms).Distinct(StringComparer.Ordinal);
        return new MatrixEntry(
            images.Count == 1 ? images[0].Id : string.Create(CultureInfo.InvariantCulture, $"{images[0].Id} and {images.Count - 1} more"),
            selectors,
            images.Count,
            string.Join(',', platforms.Order(StringComparer.Ordinal)),
            (int)Math.Ceiling(packed.Seconds),
            $"{wishes.Command} {selectors}"
        );
    }
}
