namespace Images.Testing.Inventory;

/// <summary>How much of an image is looked at.</summary>
public sealed record TreeLimits
{
    /// <summary>Gets the most bytes of one folder, or of one layer unpacked.</summary>
    public long Bytes { get; init; } = 16L << 30;

    /// <summary>Gets the most files of one folder or layer.</summary>
    public int Files { get; init; } = 2_000_000;

    /// <summary>Gets the most time.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(5);
}
