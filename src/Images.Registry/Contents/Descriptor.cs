using Images.Registry.References;

namespace Images.Registry.Contents;

/// <summary>What content is, without the content (OCI image specification, "Content Descriptors").</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record Descriptor(string MediaType, string Digest, long Size)
{
    /// <summary>Gets what an image of an index runs on; null where it is not said.</summary>
    public Platform? Platform { get; init; }

    /// <summary>Gets what kind of artifact it is; null for images.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>Gets the annotations; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
