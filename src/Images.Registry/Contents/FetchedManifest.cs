using Images.Registry.References;

namespace Images.Registry.Contents;

/// <summary>A manifest or index as a registry gave it; its digest has been checked.</summary>
/// <param name="Descriptor">What it is.</param>
/// <param name="Bytes">The document, byte for byte.</param>
public sealed record FetchedManifest(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Makes one of a document that came from elsewhere.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="mediaType">Its media type; null where only the document itself tells.</param>
    /// <returns>The manifest or index, with the digest of the bytes.</returns>
    /// <exception cref="FormatException">It is neither.</exception>
    public static FetchedManifest Of(ReadOnlyMemory<byte> bytes, string? mediaType = null) =>
        (mediaType ?? ContentReader.MediaType(bytes.Span)) is { } type && MediaTypes.Manifests.Contains(type)
            ? new FetchedManifest(new Descriptor(type, ContentDigest.Of(bytes.Span), bytes.Length), bytes)
            : throw new FormatException("it is neither a manifest nor an index");

    /// <summary>Gets whether it is an index of manifests.</summary>
    public bool IsIndex => MediaTypes.IsIndex(Descriptor.MediaType);

    /// <summary>Reads it as an index.</summary>
    /// <returns>The index.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public ImageIndex ToIndex() => ContentReader.Index(Bytes.Span);

    /// <summary>Reads it as the manifest of one image.</summary>
    /// <returns>The manifest.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public ImageManifest ToImage() => ContentReader.Image(Bytes.Span);
}
