namespace Images.Testing.Inventory;

/// <summary>How the packages of two images differ.</summary>
/// <param name="Added">What the newer image has in addition.</param>
/// <param name="Removed">What it lacks.</param>
/// <param name="Changed">What it has in another version, newer or older.</param>
public sealed record PackageComparison(
    IReadOnlyList<InstalledPackage> Added,
    IReadOnlyList<InstalledPackage> Removed,
    IReadOnlyList<PackageChange> Changed
)
{
    /// <summary>Gets whether nothing differs.</summary>
    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0 && Changed.Count == 0;

    /// <summary>Compares two images.</summary>
    /// <param name="before">The older.</param>
    /// <param name="after">The newer.</param>
    /// <returns>The difference, by kind and name.</returns>
    public static PackageComparison Of(ImageInventory before, ImageInventory after)
    {
        var (added, removed, changed) = (new List<InstalledPackage>(), new List<InstalledPackage>(), new List<PackageChange>());
        var (older, newer) = (ByName(before), ByName(after));
        foreach (var key in older.Select(group => group.Key).Union(newer.Select(group => group.Key)).Order())
        {
            // What is there in the same version is no matter; of the others, one of each side makes a change.
            var (was, now) = (older[key].ToList(), newer[key].ToList());
            var (gone, come) = (Without(was, now), Without(now, was));
            var pairs = Math.Min(gone.Count, come.Count);
            changed.AddRange(gone.Take(pairs).Zip(come, (one, other) => new PackageChange(one, other)));
            removed.AddRange(gone.Skip(pairs));
            added.AddRange(come.Skip(pairs));
        }

        return new(added, removed, changed);
    }

    private static ILookup<(PackageKind Kind, string Name, string Architecture), InstalledPackage> ByName(ImageInventory inventory) =>
        inventory.Packages.ToLookup(package => (package.Kind, package.Name, package.Architecture ?? string.Empty));

    private static List<InstalledPackage> Without(IEnumerable<InstalledPackage> packages, IReadOnlyList<InstalledPackage> others) =>
        [.. packages.Where(package => others.All(other => other.Version != package.Version))];
}

/// <summary>A package in two versions.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is.</param>
public sealed record PackageChange(InstalledPackage Before, InstalledPackage After)
{
    /// <summary>Gets whether the version is the higher one, in the order of Debian's versions, which suits the others' well enough.</summary>
    public bool IsUpgrade => DebianVersion.Compare(Before.Version, After.Version) < 0;
}
