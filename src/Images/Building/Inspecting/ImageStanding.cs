using System.Text.Json.Serialization;
using Images.Planning;

namespace Images.Building.Inspecting;

/// <summary>How an image of a family stands to its definition.</summary>
/// <param name="Variant">The variant's id, as the image says.</param>
/// <param name="Currency">Whether it is what a build would give today.</param>
/// <param name="Reasons">Why it is not, or why that is not known, one line each.</param>
public sealed record ImageStanding(string Variant, [property: JsonIgnore] ImageCurrency Currency, IReadOnlyList<string> Reasons)
{
    /// <summary>Gets <see cref="Currency"/> as a word: <c>current</c>, <c>outdated</c> or <c>unknown</c>.</summary>
    public string State => Currency.ToString().ToLowerInvariant();

    /// <summary>Compares an image with the family.</summary>
    /// <param name="labels">The image's labels.</param>
    /// <param name="graph">The family; null where there is none here.</param>
    /// <param name="plan">Plans the images of a graph as if nothing but this image were kept of its variant.</param>
    /// <returns>Null where the image names no variant, so that it is none of a family's.</returns>
    public static async Task<ImageStanding?> OfAsync(
        IReadOnlyDictionary<string, string> labels,
        BuildGraph? graph,
        Func<PlannedImage, KeptImage, Task<PlanEntry>> plan
    )
    {
        if (labels.GetValueOrDefault(ImageLabels.Variant) is not { Length: > 0 } variant)
        {
            return null;
        }

        if (graph?.Find(variant) is not { } image)
        {
            return new ImageStanding(variant, ImageCurrency.Unknown, ["the family here has no such image"]);
        }

        var kept = new KeptImage(string.Empty, null, [$"{KeptImage.LocalPrefix}{image.Rendered.Variant.Image}:inspected"], labels);
        var entry = await plan(image, kept);
        return entry.Fingerprint is null ? new ImageStanding(variant, ImageCurrency.Unknown, Lines(entry.Reasons))
            : entry.Fingerprint == kept.Fingerprint ? new ImageStanding(variant, ImageCurrency.Current, [])
            : new ImageStanding(variant, ImageCurrency.Outdated, Lines(entry.Reasons));
    }

    private static IReadOnlyList<string> Lines(IEnumerable<PlanReason> reasons) => [.. reasons.Select(reason => reason.Text)];
}

/// <summary>Whether an image is what a build would give today.</summary>
public enum ImageCurrency
{
    /// <summary>It is.</summary>
    Current,

    /// <summary>Something that it is built from has changed.</summary>
    Outdated,

    /// <summary>That is not known.</summary>
    Unknown,
}
