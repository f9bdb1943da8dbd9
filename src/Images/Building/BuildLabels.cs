using System.Globalization;
using Images.Building.Revisions;
using Images.Planning;

namespace Images.Building;

/// <summary>The labels that only the build knows; all others are in the Dockerfile.</summary>
public static class BuildLabels
{
    private const string Revision = "org.opencontainers.image.revision";
    private const string Created = "org.opencontainers.image.created";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Makes the labels of an image.</summary>
    /// <param name="build">Which.</param>
    /// <param name="revision">The commit it is built from, or null.</param>
    /// <returns>Name to value.</returns>
    public static Dictionary<string, string> For(ImageBuild build, SourceRevision? revision)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [ImageLabels.Variant] = build.Image.Id };
        if (build.Fingerprint is { } fingerprint)
        {
            labels[ImageLabels.Fingerprint] = fingerprint;
        }

        if (build.Inputs is { } inputs)
        {
            labels[ImageLabels.Inputs] = inputs;
        }

        if (build.Epoch is { } epoch)
        {
            labels[ImageLabels.Epoch] = epoch;
        }

        if (revision is not null)
        {
            labels[Revision] = revision.Commit;
            labels[Created] = revision.Created.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);
        }

        return labels;
    }

    /// <summary>Reads the commit that an image was built from.</summary>
    /// <param name="labels">The image's labels.</param>
    /// <returns>Null where they name none.</returns>
    public static SourceRevision? RevisionIn(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue(Revision, out var commit)
        && DateTimeOffset.TryParseExact(
            labels.GetValueOrDefault(Created),
            TimeForm,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var created
        )
            ? new SourceRevision(commit, created)
            : null;
}
