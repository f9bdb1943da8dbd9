using Images.Rendering;

namespace Images.Planning.Matrices;

/// <summary>
/// Estimates how long images take to be built and tested: as they took before, where that is known, else as other variants of the
/// image took, else by their steps, packages, tests and limit of size.
/// </summary>
public sealed class ImageCosts
{
    private const double Base = 5;
    private const double PerStep = 2;
    private const double PerPackage = 1;
    private const double PerTest = 1;
    private const double BytesPerSecond = 12e6;

    private readonly IReadOnlyDictionary<string, TimeSpan> known;
    private readonly Dictionary<string, double> siblings;

    /// <summary>Takes what is known.</summary>
    /// <param name="known">How long variants took, by their ids; those that were there already are none of them.</param>
    public ImageCosts(IReadOnlyDictionary<string, TimeSpan> known)
    {
        this.known = known;
        siblings = known
            .GroupBy(entry => entry.Key.Split(':')[0], entry => entry.Value.TotalSeconds, StringComparer.Ordinal)
            .ToDictionary(image => image.Key, image => image.Average(), StringComparer.Ordinal);
    }

    /// <summary>Estimates an image.</summary>
    /// <param name="image">Which.</param>
    /// <returns>Seconds, at least a fraction of one.</returns>
    public double SecondsOf(PlannedImage image) =>
        Math.Max(
            0.1,
            known.TryGetValue(image.Id, out var took) ? took.TotalSeconds
                : siblings.TryGetValue(image.Rendered.Variant.Image, out var others) ? others
                : Estimate(image.Rendered)
        );

    private static double Estimate(RenderedImage image)
    {
        var variant = image.Variant;
        var steps = DockerfileParser.Parse(image.Dockerfile).Count(instruction => instruction.Keyword is "RUN" or "COPY" or "ADD");
        var packages = variant.Apt.Count + variant.Pip.Count + variant.R.Count;
        var writing = (variant.Limits.Size?.Value ?? 0) / BytesPerSecond;
        var one = Base + (PerStep * steps) + (PerPackage * packages) + (PerTest * variant.Tests.Count) + writing;
        return one * Math.Max(1, variant.Platforms.Count);
    }
}
