using System.Globalization;
using Images.Building;
using Images.Testing.Inventory;

namespace Images.Releasing.Notes;

/// <summary>Says in few words how releases differ.</summary>
internal static class ChangeWords
{
    /// <summary>Says what a reader must know first.</summary>
    /// <param name="changes">The difference.</param>
    /// <returns>One or two sentences.</returns>
    public static string Headline(FamilyChanges changes)
    {
        var count = changes.Now.Images.Count;
        if (changes.Before is not { } before)
        {
            return $"The first release: {Amount.Count(count, "image")}, {Quantity.Bytes(changes.Now.Images.Sum(image => image.Size))} to pull in all.";
        }

        var added = changes.Changed.Count(change => change.Before is null);
        var parts = new[] { (added, "new"), (changes.Changed.Count - added, "updated"), (changes.Removed.Count, "removed") };
        if (parts.All(part => part.Item1 == 0))
        {
            return $"No image has changed since {before.Release}: all {Amount.Count(count, "image")} are the same.";
        }

        var told = string.Join(", ", parts.Where(part => part.Item1 > 0).Select(part => $"{Number(part.Item1)} {part.Item2}"));
        var packages = Packages(Total(changes));
        return $"{told} since {before.Release}, {Number(changes.Unchanged.Count)} unchanged"
            + (packages.Length == 0 ? "." : $". Packages: {packages}.");
    }

    /// <summary>Says why an image is another one.</summary>
    /// <param name="change">The image.</param>
    /// <returns>A few words.</returns>
    public static string Why(ImageChange change)
    {
        if (change.Before is null)
        {
            return "new";
        }

        var reasons = new List<string>();
        if (change.HasOtherBase)
        {
            reasons.Add($"base {change.Image.Base!.Name} moved");
        }

        if (change.Packages is { IsEmpty: false } packages)
        {
            reasons.Add($"packages: {Packages(packages)}");
        }

        if (change.Commits.Count > 0)
        {
            reasons.Add(Amount.Count(change.Commits.Count, "commit"));
        }

        return reasons.Count == 0 ? "rebuilt" : string.Join("; ", reasons);
    }

    /// <summary>Counts what became of packages.</summary>
    /// <param name="packages">The difference.</param>
    /// <returns>Such as <c>2 upgraded, 1 added</c>; empty for none.</returns>
    public static string Packages(PackageComparison packages)
    {
        var upgraded = packages.Changed.Count(change => change.IsUpgrade);
        return string.Join(
            ", ",
            new[]
            {
                (upgraded, "upgraded"),
                (packages.Changed.Count - upgraded, "downgraded"),
                (packages.Added.Count, "added"),
                (packages.Removed.Count, "removed"),
            }
                .Where(part => part.Item1 > 0)
                .Select(part => $"{Number(part.Item1)} {part.Item2}")
        );
    }

    /// <summary>Writes how much more or less there is.</summary>
    /// <param name="bytes">The difference.</param>
    /// <returns>Such as <c>+1.2 MB</c>; <c>±0</c> for none.</returns>
    public static string Growth(long bytes) => bytes == 0 ? "±0" : $"{(bytes > 0 ? "+" : "−")}{Quantity.Bytes(Math.Abs(bytes))}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // What several images have in common is one change.
    private static PackageComparison Total(FamilyChanges changes)
    {
        var all = changes.Changed.Select(change => change.Packages).OfType<PackageComparison>().ToList();
        return new PackageComparison(
            [.. all.SelectMany(packages => packages.Added).DistinctBy(Key)],
            [.. all.SelectMany(packages => packages.Removed).DistinctBy(Key)],
            [.. all.SelectMany(packages => packages.Changed).DistinctBy(change => (Key(change.Before), change.After.Version))]
        );
    }

    private static (PackageKind Kind, string Name, string Version) Key(InstalledPackage package) =>
        (package.Kind, package.Name, package.Version);
}
