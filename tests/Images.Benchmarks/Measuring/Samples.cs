namespace Images.Benchmarks.Measuring;

/// <summary>The smallest, the middle and the largest of some figures.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Median">The one in the middle, or the mean of the two.</param>
/// <param name="Maximum">The largest.</param>
internal sealed record Samples(double Minimum, double Median, double Maximum)
{
    public static Samples Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Samples(sorted[0], median, sorted[^1]);
    }
}
