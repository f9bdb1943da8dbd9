namespace Images.Planning.Matrices;

/// <summary>How a matrix is to be cut.</summary>
/// <param name="Command">What stands before the selectors in the command that does the same elsewhere.</param>
public sealed record MatrixWishes(string Command)
{
    /// <summary>Gets the most entries of a layer, at least 1.</summary>
    public int MostEntries { get; init; } = BuildMatrix.MostEntries;

    /// <summary>
    /// Gets the most layers, at least 1; null: as many as the graph is deep. What lies deeper is done in the last layer, by jobs that build
    /// one from the other.
    /// </summary>
    public int? MostLayers { get; init; }
}
