using Images.Releasing.Listing;

namespace Images.Releasing.Notes;

/// <summary>How a release differs from the one before.</summary>
/// <param name="Now">The release.</param>
/// <param name="Before">The one before; null for the first.</param>
/// <param name="Changed">Images that are new or others than before.</param>
/// <param name="Unchanged">Images that are the very same.</param>
/// <param name="Removed">Images of the release before that this one is without.</param>
public sealed record FamilyChanges(
    ReleasedFamily Now,
    ReleasedFamily? Before,
    IReadOnlyList<ImageChange> Changed,
    IReadOnlyList<ReleasedImage> Unchanged,
    IReadOnlyList<ReleasedImage> Removed
)
{
    /// <summary>Gets the tag of the release before; null where what is compared with was published without one.</summary>
    public string? Since { get; init; }

    /// <summary>Compares two releases.</summary>
    /// <param name="now">The release.</param>
    /// <param name="before">The one before; null for the first.</param>
    /// <param name="commitsOf">Finds the commits that touched what a variant is built from.</param>
    /// <returns>The difference, images in ordinal order of ids.</returns>
    public static FamilyChanges Between(ReleasedFamily now, ReleasedFamily? before, Func<string, IReadOnlyList<ReleaseCommit>> commitsOf)
    {
        var isSame = now.Images.ToLookup(image => before?.Find(image.Id)?.Digest == image.Digest);
        return new FamilyChanges(
            now,
            before,
            [
                .. isSame[false]
                    .Select(image => new ImageChange(image, before?.Find(image.Id))
                    {
                        Commits = before is null ? [] : commitsOf(image.Id),
                    }),
            ],
            [.. isSame[true]],
            [.. (before?.Images ?? []).Where(image => now.Find(image.Id) is null)]
        );
    }

    /// <summary>Gets the tags that name another variant than before, in ordinal order.</summary>
    public IReadOnlyList<MovedTag> MovedTags
    {
        get
        {
            var was = Names(Before);
            return
            [
                .. Names(Now)
                    .Where(tag => was.GetValueOrDefault(tag.Key) is { } id && id != tag.Value)
                    .OrderBy(tag => tag.Key, StringComparer.Ordinal)
                    .Select(tag => new MovedTag(tag.Key, was[tag.Key], tag.Value)),
            ];
        }
    }

    private static Dictionary<string, string> Names(ReleasedFamily? family) =>
        (family?.Images ?? [])
            .SelectMany(image => image.Tags, (image, tag) => (Tag: $"{image.Image}:{tag}", image.Id))
            .GroupBy(name => name.Tag, StringComparer.Ordinal)
            .ToDictionary(name => name.Key, name => name.First().Id, StringComparer.Ordinal);
}

/// <summary>A tag that names another variant than in the release before.</summary>
/// <param name="Tag">Such as <c>r-ver:latest</c>.</param>
/// <param name="Before">The variant's id then.</param>
/// <param name="After">The variant's id now.</param>
public sealed record MovedTag(string Tag, string Before, string After);
