using Images.Releasing.Listing;
using Images.Testing.Inventory;

namespace Images.Releasing.Notes;

/// <summary>An image that a release brings, and the one before it.</summary>
/// <param name="Image">As it is now.</param>
/// <param name="Before">As the release before had it; null where it is new.</param>
public sealed record ImageChange(ReleasedImage Image, ReleasedImage? Before)
{
    /// <summary>Gets how the packages differ; null where those of one side are not known, or there is no other side.</summary>
    public PackageComparison? Packages { get; } =
        Before?.Packages is { } was && Image.Packages is { } now
            ? PackageComparison.Of(Inventory(Before, was), Inventory(Image, now))
            : null;

    /// <summary>Gets the commits that touched what it is built from, the newest first.</summary>
    public IReadOnlyList<ReleaseCommit> Commits { get; init; } = [];

    /// <summary>Gets whether it is built on something else than before.</summary>
    public bool HasOtherBase =>
        Before?.Base is { } was
        && Image.Base is { } now
        && (was.Name != now.Name || (was.Digest ?? now.Digest) != (now.Digest ?? was.Digest));

    /// <summary>Gets how many bytes more are pulled than before; null where it is new.</summary>
    public long? Growth => Before is null ? null : Image.Size - Before.Size;

    private static ImageInventory Inventory(ReleasedImage image, IReadOnlyList<ReleasedPackage> packages) =>
        new(
            image.Digest,
            null,
            [
                .. packages.Select(package => new InstalledPackage(package.Kind, package.Name, package.Version)
                {
                    Architecture = package.Architecture,
                }),
            ],
            []
        );
}

/// <summary>A commit.</summary>
/// <param name="Id">Its id in full.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Subject">The first line of its message.</param>
/// <param name="Paths">What it touched, relative to the family's root.</param>
public sealed record ReleaseCommit(string Id, string Author, string Subject, IReadOnlyList<string> Paths);
