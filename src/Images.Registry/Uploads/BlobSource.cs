using Images.Registry.References;

namespace Images.Registry.Uploads;

/// <summary>Where the bytes of a blob come from. It is opened when they are sent, and again at an offset where sending must go on.</summary>
/// <param name="Open">
/// Opens the bytes from an offset on; the caller disposes of the stream. Each time the bytes must be the same. It may be called while
/// an earlier stream is still open. What it throws ends the upload and is thrown as it is.
/// </param>
public sealed record BlobSource(Func<long, CancellationToken, Task<Stream>> Open)
{
    /// <summary>Gets the digest; null: it is known only after all has been read, and is computed while it is sent.</summary>
    public string? Digest { get; init; }

    /// <summary>Gets the size in bytes; null: it is known only after all has been read.</summary>
    public long? Size { get; init; }

    /// <summary>Makes a source of bytes in memory.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The source, with digest and size.</returns>
    public static BlobSource Of(ReadOnlyMemory<byte> bytes) =>
        new((offset, _) => Task.FromResult<Stream>(new MemoryStream(bytes[(int)offset..].ToArray(), writable: false)))
        {
            Digest = ContentDigest.Of(bytes.Span),
            Size = bytes.Length,
        };

    /// <summary>Makes a source of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="digest">Its digest; null: it is computed while it is sent.</param>
    /// <returns>The source; its size is that of the file now.</returns>
    /// <exception cref="IOException">There is no such file.</exception>
    public static BlobSource OfFile(string path, string? digest = null) =>
        new(
            (offset, _) =>
            {
                var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
                file.Position = offset;
                return Task.FromResult<Stream>(file);
            }
        )
        {
            Digest = digest,
            Size = new FileInfo(path).Length,
        };
}
