using Images.Building;
using Images.Releasing.Listing;
using Images.Testing.Inventory;

namespace Images.Releasing.Notes;

/// <summary>What the template of release notes sees; docs/releasing.md lists it.</summary>
internal static class NotesModel
{
    private const int ShortCommit = 7;

    /// <summary>Makes it.</summary>
    /// <param name="changes">How the release differs from the one before.</param>
    /// <param name="most">The most entries of a list of packages or commits; what is left out is counted.</param>
    /// <returns>Names and values.</returns>
    public static IReadOnlyDictionary<string, object?> Of(FamilyChanges changes, int most)
    {
        var (now, before) = (changes.Now, changes.Before);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["release"] = now.Release,
            ["previous"] = before?.Release,
            ["source"] = now.Source,
            ["compare"] =
                now.Source is { } source && before is not null && changes.Since is { } since
                    ? $"{source.TrimEnd('/')}/compare/{since}...{now.Release}"
                    : null,
            ["headline"] = ChangeWords.Headline(changes),
            ["changed"] = changes.Changed.Select(change => Image(change, now.Source, most)).ToList(),
            ["unchanged"] = changes.Unchanged.Select(Image).ToList(),
            ["removed"] = changes.Removed.Select(Image).ToList(),
            ["moved_tags"] = changes.MovedTags.Select(tag => Map(("tag", tag.Tag), ("before", tag.Before), ("after", tag.After))).ToList(),
            ["not_published"] = now.NotPublished.Select(image => Map(("id", image.Id), ("why", image.Why))).ToList(),
        };
    }

    private static Dictionary<string, object?> Image(ReleasedImage image) =>
        Map(
            ("id", image.Id),
            ("reference", image.Reference),
            ("digest", image.Digest),
            ("short_digest", Amount.ShortDigest(image.Digest)),
            ("size", Quantity.Bytes(image.Size))
        );

    private static Dictionary<string, object?> Image(ImageChange change, string? source, int most)
    {
        var (image, before) = (change.Image, change.Before);
        var values = Image(image);
        values["is_new"] = before is null;
        values["why"] = ChangeWords.Why(change);
        values["description"] = image.Description;
        values["pull"] = $"docker pull {image.Reference}@{image.Digest}";
        values["previous_digest"] = before?.Digest;
        values["tags"] = image.Tags.ToList<object?>();
        values["growth"] = change.Growth is { } growth ? ChangeWords.Growth(growth) : null;
        values["platforms"] = image
            .Platforms.Select(platform =>
                Platform(platform, before?.Platforms.FirstOrDefault(other => other.Platform == platform.Platform))
            )
            .ToList();
        values["base"] = Base(change);
        values["tests"] = image.Tests is { } tests
            ? $"{tests.Passed} passed" + (tests.Skipped > 0 ? $", {tests.Skipped} skipped" : "")
            : null;
        values["packages"] = change.Packages is { } packages ? Packages(packages, most) : [];
        values["packages_known"] = before is null ? image.Packages is not null : change.Packages is not null;
        values["package_count"] = image.Packages?.Count;
        values["commits"] = change.Commits.Take(most).Select(commit => Commit(commit, source)).ToList();
        values["more_commits"] = Math.Max(0, change.Commits.Count - most);
        return values;
    }

    private static Dictionary<string, object?> Platform(ReleasedPlatform platform, ReleasedPlatform? before) =>
        Map(
            ("platform", platform.Platform),
            ("size", Quantity.Bytes(platform.Size)),
            ("before", before is null ? null : Quantity.Bytes(before.Size)),
            ("growth", before is null ? null : ChangeWords.Growth(platform.Size - before.Size))
        );

    private static Dictionary<string, object?>? Base(ImageChange change) =>
        change.Image.Base is { } now
            ? Map(
                ("name", now.Name),
                ("digest", now.Digest is null ? null : Amount.ShortDigest(now.Digest)),
                ("previous_name", change.Before?.Base?.Name),
                ("previous_digest", change.Before?.Base?.Digest is { } digest ? Amount.ShortDigest(digest) : null),
                ("moved", change.HasOtherBase)
            )
            : null;

    private static List<Dictionary<string, object?>> Packages(PackageComparison packages, int most) =>
        [
            .. Enum.GetValues<PackageKind>()
                .Select(kind => new PackageComparison(
                    [.. packages.Added.Where(package => package.Kind == kind)],
                    [.. packages.Removed.Where(package => package.Kind == kind)],
                    [.. packages.Changed.Where(change => change.After.Kind == kind)]
                ))
                .Zip(Enum.GetValues<PackageKind>())
                .Where(group => !group.First.IsEmpty)
                .Select(group => Ecosystem(group.Second, group.First, most)),
        ];

    private static Dictionary<string, object?> Ecosystem(PackageKind kind, PackageComparison packages, int most)
    {
        var (upgraded, downgraded) = (
            packages.Changed.Where(change => change.IsUpgrade).Select(Version).ToList(),
            packages.Changed.Where(change => !change.IsUpgrade).Select(Version).ToList()
        );
        var (added, removed) = (packages.Added.Select(Version).ToList(), packages.Removed.Select(Version).ToList());
        return Map(
            ("ecosystem", PackageKinds.Word(kind)),
            ("summary", ChangeWords.Packages(packages)),
            (
                "changes",
                new object?[]
                {
                    List("upgraded", upgraded, most),
                    List("downgraded", downgraded, most),
                    List("added", added, most),
                    List("removed", removed, most),
                }
                    .OfType<Dictionary<string, object?>>()
                    .ToList()
            )
        );
    }

    private static Dictionary<string, object?>? List(string word, List<Dictionary<string, object?>> packages, int most) =>
        packages.Count == 0
            ? null
            : Map(("word", word), ("packages", packages.Take(most).ToList()), ("more", Math.Max(0, packages.Count - most)));

    private static Dictionary<string, object?> Version(InstalledPackage package) =>
        Map(("name", package.Name), ("version", package.Version), ("before", null));

    private static Dictionary<string, object?> Version(PackageChange change) =>
        Map(("name", change.After.Name), ("version", change.After.Version), ("before", change.Before.Version));

    private static Dictionary<string, object?> Commit(ReleaseCommit commit, string? source) =>
        Map(
            ("id", commit.Id),
            ("short", commit.Id[..Math.Min(ShortCommit, commit.Id.Length)]),
            ("author", commit.Author),
            ("subject", commit.Subject),
            ("address", source is null ? null : $"{source.TrimEnd('/')}/commit/{commit.Id}")
        );

    private static Dictionary<string, object?> Map(params IEnumerable<(string Name, object? Value)> members) =>
        members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
}
