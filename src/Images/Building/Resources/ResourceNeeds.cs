namespace Images.Building.Resources;

/// <summary>What the build of an image is likely to take. All in bytes.</summary>
/// <param name="Memory">Memory that is set aside while it is built.</param>
/// <param name="Disk">Disk that is set aside while it is built.</param>
public sealed record ResourceNeeds(long Memory, long Disk)
{
    private const long MemoryOfABuild = 512L << 20;
    private const long SmallestDisk = 256L << 20;
    private const long UnknownDisk = 512L << 20;
    private const long LeastDisk = 1L << 30;

    /// <summary>Gets the disk without which it is not even tried alone: no more than 1 GiB, since an estimate may be wrong.</summary>
    public long LeastDiskToStart => Math.Min(Disk, LeastDisk);

    /// <summary>Estimates from sizes.</summary>
    /// <param name="last">The image's own size when it was built last; null: never, or unknown.</param>
    /// <param name="parent">The size of what it is built from; null when unknown.</param>
    /// <returns>
    /// Known: twice what it adds to its parent, for the layer and what the steps leave beside it. Unknown: as much as its parent.
    /// </returns>
    public static ResourceNeeds Of(long? last, long? parent) =>
        new(MemoryOfABuild, last is { } size ? SmallestDisk + (2 * Math.Max(0, size - (parent ?? 0))) : UnknownDisk + (parent ?? 0));
}
