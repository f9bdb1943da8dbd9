using Images.Definitions;
using Images.Definitions.Syntax;

namespace Images.Planning;

/// <summary>An image of an earlier build.</summary>
/// <param name="Id">The engine's id, <c>sha256:...</c>; in a registry the digest.</param>
/// <param name="Size">Bytes, uncompressed; null where only looking the image up tells.</param>
/// <param name="Names">The references that it has now; may be empty.</param>
/// <param name="Labels">Its labels; see <see cref="ImageLabels"/>.</param>
public sealed record KeptImage(string Id, long? Size, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The repository prefix of the names that images have until they are tested.</summary>
    public const string LocalPrefix = "images.local/";

    /// <summary>Gets the fingerprint of what it was built from; null where it has none.</summary>
    public string? Fingerprint => Labels.GetValueOrDefault(ImageLabels.Fingerprint);

    /// <summary>Gets when it was decided to build it anew, or for which days it is fresh; null for neither.</summary>
    public string? Epoch => Labels.GetValueOrDefault(ImageLabels.Epoch);

    /// <summary>Whether this family calls the image by a name; another family on the same engine may have an image of the same id.</summary>
    /// <param name="family">The family.</param>
    /// <param name="image">The image's name.</param>
    /// <returns>True when one of its names is the family's.</returns>
    public bool IsNamedBy(Family family, string image)
    {
        var repositories = family.Registries.Select(registry => $"{registry.TrimEnd('/')}/{image}").DefaultIfEmpty(image);
        var starts = repositories.Select(name => $"{ImageReference.Familiar(name)}:").Append($"{LocalPrefix}{image}:").ToList();
        return Names.Any(name => starts.Exists(start => ImageReference.Familiar(name).StartsWith(start, StringComparison.Ordinal)));
    }
}
