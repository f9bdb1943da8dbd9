using Images.Registry.References;

namespace Images.Registry.Contents;

/// <summary>What an image says about itself (OCI image specification, "Image Configuration"), as far as it is read here.</summary>
/// <param name="Platform">What it runs on.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="DiffIds">The digests of its layers before compression, the lowest first.</param>
/// <param name="Created">When it was made; null where it does not say.</param>
public sealed record ImageConfiguration(
    Platform Platform,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<string> DiffIds,
    DateTimeOffset? Created
)
{
    /// <summary>Reads a configuration.</summary>
    /// <param name="json">The document.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static ImageConfiguration Read(ReadOnlySpan<byte> json) => ContentReader.Configuration(json);
}
