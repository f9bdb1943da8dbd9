using Images.Registry.Contents;

namespace Images.Publishing.Contents;

/// <summary>An image as registries keep it: documents, and the blobs that they name.</summary>
/// <param name="Root">What a tag names: the manifest of the only platform, or the index of several.</param>
/// <param name="Manifests">Every document, each after those that it names, the root last.</param>
public sealed record ImageContent(Descriptor Root, IReadOnlyList<ManifestContent> Manifests)
{
    /// <summary>Gets every blob once.</summary>
    public IEnumerable<BlobContent> Blobs => Manifests.SelectMany(manifest => manifest.Blobs).DistinctBy(blob => blob.Descriptor.Digest);

    /// <summary>Gets the size of all blobs and documents in bytes, as they are sent.</summary>
    public long Size => Blobs.Sum(blob => blob.Descriptor.Size) + Manifests.Sum(manifest => manifest.Descriptor.Size);
}

/// <summary>A manifest or an index.</summary>
/// <param name="Descriptor">What it is.</param>
/// <param name="Bytes">The document, byte for byte.</param>
/// <param name="Blobs">The blobs that it names; none for an index.</param>
public sealed record ManifestContent(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes, IReadOnlyList<BlobContent> Blobs);

/// <summary>A configuration or a layer.</summary>
/// <param name="Descriptor">What it is.</param>
/// <param name="Open">Opens it from a byte on, as often as is needed; null where a registry must have it already.</param>
public sealed record BlobContent(Descriptor Descriptor, Func<long, CancellationToken, Task<Stream>>? Open)
{
    /// <summary>Makes a blob of bytes.</summary>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The blob.</returns>
    public static BlobContent Of(string mediaType, byte[] bytes) =>
        new(
            new Descriptor(mediaType, Registry.References.ContentDigest.Of(bytes), bytes.Length),
            (offset, _) => Task.FromResult<Stream>(new MemoryStream(bytes, (int)offset, bytes.Length - (int)offset, writable: false))
        );

    /// <summary>Makes a blob of a file.</summary>
    /// <param name="descriptor">What it is.</param>
    /// <param name="path">The file.</param>
    /// <returns>The blob.</returns>
    public static BlobContent Of(Descriptor descriptor, string path) =>
        new(
            descriptor,
            (offset, _) =>
            {
                var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
                file.Position = offset;
                return Task.FromResult<Stream>(file);
            }
        );
}
