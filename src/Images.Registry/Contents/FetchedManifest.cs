namespace Images.Registry.Contents;

/// <summary>A manifest or index as a registry gave it; its digest has been checked.</summary>
/// <param name="Descriptor">What it is.</param>
/// <param name="Bytes">The document, byte for byte.</param>
public sealed record FetchedManifest(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes)
{
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
