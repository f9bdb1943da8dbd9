using Images.Building.Revisions;

namespace Images.Building;

/// <summary>The labels that only the build knows; all others are in the Dockerfile.</summary>
public static class BuildLabels
{
    /// <summary>The label that names the variant.</summary>
    public const string Variant = "org.images.variant";

    /// <summary>The label that tells what the image was built from; see <see cref="Planning.Fingerprint"/>.</summary>
    public const string Fingerprint = "org.images.fingerprint";

    /// <summary>The label of an image that was built without the engine's cache: when that was decided.</summary>
    public const string Epoch = "org.images.epoch";

    /// <summary>Makes the labels of an image.</summary>
    /// <param name="build">Which.</param>
    /// <param name="revision">The commit it is built from, or null.</param>
    /// <returns>Name to value.</returns>
    public static Dictionary<string, string> For(ImageBuild build, SourceRevision? revision)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Variant] = build.Image.Id };
        if (build.Fingerprint is { } fingerprint)
        {
            labels[Fingerprint] = fingerprint;
        }

        if (build.Epoch is { } epoch)
        {
            labels[Epoch] = epoch;
        }

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
