using Images.Definitions.Syntax;
using Images.Rendering;

namespace Images.Planning.Locking;

/// <summary>An external base that images of a family are built from.</summary>
/// <param name="Reference">The base as Dockerfiles name it.</param>
/// <param name="Platforms">The platforms that it is wanted for, in ordinal order.</param>
/// <param name="Users">The images whose Dockerfiles name it, in the graph's order.</param>
public sealed record NeededBase(string Reference, IReadOnlyList<string> Platforms, IReadOnlyList<PlannedImage> Users)
{
    /// <summary>Lists the bases of images; those that a Dockerfile names by digest are settled there and left out.</summary>
    /// <param name="images">The images.</param>
    /// <param name="references">The references under which images of the family stand in Dockerfiles.</param>
    /// <returns>In ordinal order of the references.</returns>
    public static IReadOnlyList<NeededBase> Of(IEnumerable<PlannedImage> images, ImageReferences references) =>
        [
            .. images
                .SelectMany(image => DockerfileSources.Of(image.Rendered.Dockerfile), (image, reference) => (image, reference))
                .Where(use => !references.TryFind(use.reference, out _) && ImageReference.TryParse(use.reference) is { Digest: null })
                .GroupBy(use => use.reference, use => use.image, StringComparer.Ordinal)
                .OrderBy(uses => uses.Key, StringComparer.Ordinal)
                .Select(uses => new NeededBase(uses.Key, PlatformsOf(uses), [.. uses])),
        ];

    private static IReadOnlyList<string> PlatformsOf(IEnumerable<PlannedImage> users) =>
        [.. users.SelectMany(user => user.Rendered.Variant.Platforms).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
