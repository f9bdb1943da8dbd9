namespace Images.Definitions;

/// <summary>What an image must not exceed.</summary>
/// <param name="Size">Bytes, uncompressed, or null.</param>
/// <param name="Layers">Number of layers, or null.</param>
public sealed record Limits(Located<long>? Size, Located<int>? Layers)
{
    /// <summary>Gets no limits.</summary>
    public static Limits None { get; } = new(null, null);
}
