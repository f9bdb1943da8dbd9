using Images.Definitions;

namespace Images.Building;

/// <summary>The labels that only the build knows; all others are in the Dockerfile.</summary>
public static class BuildLabels
{
    /// <summary>The label that names the variant.</summary>
    public const string Variant = "org.images.variant";

    /// <summary>Makes the labels of a variant.</summary>
    /// <param name="variant">Which.</param>
    /// <param name="revision">The commit it is built from, or null.</param>
    /// <returns>Name to value.</returns>
    public static Dictionary<string, string> For(Variant variant, SourceRevision? revision)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Variant] = variant.Id };
        if (revision is not null)
        {
            labels["org.opencontainers.image.revision"] = revision.Commit;
            labels["org.opencontainers.image.created"] = revision.Created.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            );
        }

        return labels;
    }
}
