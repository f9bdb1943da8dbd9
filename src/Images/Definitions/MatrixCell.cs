namespace Images.Definitions;

/// <summary>One combination of a matrix.</summary>
/// <param name="Axes">The axes, in the order of the matrix, then what <c>include</c> adds.</param>
/// <param name="AxisCount">How many of them are axes: they make the id.</param>
internal sealed record MatrixCell(IReadOnlyDictionary<string, string> Axes, int AxisCount)
{
    /// <summary>Gets where the values are written, by their axes.</summary>
    public IReadOnlyDictionary<string, SourceLocation> Places { get; init; } = new Dictionary<string, SourceLocation>();

    /// <summary>Gets the axes' values joined by '-', or <c>default</c> when there are none.</summary>
    public string FolderName { get; } = AxisCount == 0 ? "default" : string.Join('-', Axes.Values.Take(AxisCount));

    /// <summary>Gets the names of the axes.</summary>
    public IEnumerable<string> AxisNames => Axes.Keys.Take(AxisCount);

    /// <summary>Compares by version order of the axes, the first axis first.</summary>
    /// <param name="other">A cell of the same matrix.</param>
    /// <returns>More than zero when this one is newer.</returns>
    public int CompareTo(MatrixCell other) =>
        Axes.Values.Take(AxisCount).Zip(other.Axes.Values.Take(AxisCount), VersionOrder.Compare).FirstOrDefault(static order => order != 0);
}
