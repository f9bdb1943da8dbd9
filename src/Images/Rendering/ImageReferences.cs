using System.Diagnostics.CodeAnalysis;
using Images.Definitions;

namespace Images.Rendering;

/// <summary>The references under which images of the family stand in <c>FROM</c> and <c>COPY --from</c> of rendered Dockerfiles.</summary>
public sealed class ImageReferences
{
    private readonly Dictionary<string, Variant> byReference = new(StringComparer.Ordinal);

    /// <summary>Initializes the references of every variant of a family.</summary>
    /// <param name="family">The family.</param>
    public ImageReferences(Family family)
    {
        Family = family;
        foreach (var variant in family.Variants)
        {
            byReference.TryAdd(Of(family, variant), variant);
        }
    }

    /// <summary>Gets the family.</summary>
    public Family Family { get; }

    /// <summary>Gets the repository of an image: below the primary registry, or the bare name when there is none.</summary>
    /// <param name="family">The family.</param>
    /// <param name="image">The image's name.</param>
    /// <returns>Such as <c>docker.io/acme/r-ver</c>.</returns>
    public static string Repository(Family family, string image) =>
        family.Registries is [var primary, ..] ? $"{primary.TrimEnd('/')}/{image}" : image;

    /// <summary>Gets the reference of a variant.</summary>
    /// <param name="family">The family.</param>
    /// <param name="variant">One of its variants.</param>
    /// <returns>Such as <c>docker.io/acme/r-ver:4.6.1</c>; the tag is the first version tag, or the folder's name when there is none.</returns>
    public static string Of(Family family, Variant variant) =>
        $"{Repository(family, variant.Image)}:{Version(variant) ?? variant.FolderName}";

    /// <summary>Gets the version of a variant: its first version tag.</summary>
    /// <param name="variant">The variant.</param>
    /// <returns>The tag's name, or null when it has none.</returns>
    public static string? Version(Variant variant) => variant.Tags.FirstOrDefault(tag => tag.Class == TagClass.Version)?.Name;

    /// <summary>Gets the reference of a variant.</summary>
    /// <param name="variant">A variant of the family.</param>
    /// <returns>As <see cref="Of(Family, Variant)"/>.</returns>
    public string Of(Variant variant) => Of(Family, variant);

    /// <summary>Finds the variant that a reference in a rendered Dockerfile means.</summary>
    /// <param name="reference">What stands after <c>FROM</c> or <c>--from=</c>.</param>
    /// <param name="variant">The variant, or null when the reference is none of ours.</param>
    /// <returns>True when it is one of ours.</returns>
    public bool TryFind(string reference, [NotNullWhen(true)] out Variant? variant) => byReference.TryGetValue(reference, out variant);
}
