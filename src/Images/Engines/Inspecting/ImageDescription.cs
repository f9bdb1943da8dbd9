namespace Images.Engines.Inspecting;

/// <summary>An image for one platform, as an engine or a registry describes it.</summary>
/// <param name="Digest">The engine's id, or the digest of the registry's manifest.</param>
/// <param name="Platform">What it runs on.</param>
/// <param name="Created">When it was made; null where it does not say.</param>
/// <param name="Size">Bytes: on an engine as they lie there, in a registry as they are sent.</param>
/// <param name="Layers">The layers, the lowest first.</param>
/// <param name="Labels">The labels.</param>
public sealed record ImageDescription(
    string Digest,
    string Platform,
    DateTimeOffset? Created,
    long Size,
    IReadOnlyList<LayerDescription> Layers,
    IReadOnlyDictionary<string, string> Labels
)
{
    /// <summary>Gets the references that an engine has for it; empty for a registry's.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>A layer of an image.</summary>
/// <param name="Digest">On an engine that of the layer unpacked, in a registry that of the blob.</param>
/// <param name="Size">Bytes as they are sent; null where an engine does not tell.</param>
public sealed record LayerDescription(string Digest, long? Size);

/// <summary>What a registry has under a reference.</summary>
/// <param name="Digest">The digest of the index, or of the only manifest.</param>
/// <param name="Platforms">What it has it for.</param>
/// <param name="Image">The image for the platform that was asked for, or for the first.</param>
public sealed record PublishedDescription(string Digest, IReadOnlyList<string> Platforms, ImageDescription Image);
