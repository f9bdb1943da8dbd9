using System.Security.Cryptography;

namespace Images.Registry.Uploads;

/// <summary>
/// What has been read of a blob: how far, and its digest where that is not known. Bytes that are read once more, because the registry
/// lost them, are hashed once.
/// </summary>
internal sealed class SentBytes(BlobSource source, IProgress<BlobProgress>? progress) : IDisposable
{
    private readonly IncrementalHash? hash = source.Digest is null ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private readonly Lock gate = new();
    private long hashed;

    /// <summary>Gets the size; null until it is known.</summary>
    public long? Size { get; private set; } = source.Size;

    /// <summary>Gets the digest; null until all has been read.</summary>
    public string? Digest { get; private set; } = source.Digest;

    /// <summary>Gets how many bytes have gone out.</summary>
    public long Total { get; private set; }

    /// <summary>Gets up to where bytes have gone out.</summary>
    public long Furthest { get; private set; }

    /// <summary>Takes in bytes that go out.</summary>
    /// <exception cref="InvalidDataException">There are more than there were to be.</exception>
    public void Add(long position, ReadOnlySpan<byte> bytes)
    {
        var end = position + bytes.Length;
        if (end > Size)
        {
            throw new InvalidDataException($"it has more than the {Size} bytes that were announced");
        }

        lock (gate)
        {
            if (hash is not null && Digest is null && end > hashed)
            {
                hash.AppendData(bytes[(int)(hashed - position)..]);
                hashed = end;
            }

            Total += bytes.Length;
            Furthest = Math.Max(Furthest, end);
        }

        progress?.Report(new BlobProgress(Digest, end, Size, Total));
    }

    /// <summary>Takes in that there are no more bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer than there were to be.</exception>
    public void End(long position)
    {
        if (Size is { } size && size != position)
        {
            throw new InvalidDataException($"it ends after {position} of {size} bytes");
        }

        lock (gate)
        {
            if (Digest is null && hashed != position)
            {
                throw new InvalidDataException($"it ends after {position} bytes, and had {hashed} before");
            }

            Size = position;
            Digest ??= "sha256:" + Convert.ToHexStringLower(hash!.GetHashAndReset());
        }
    }

    /// <summary>Takes in how many bytes there are, before they have gone out.</summary>
    public void Measured(long size) => Size ??= size;

    /// <inheritdoc/>
    public void Dispose() => hash?.Dispose();
}
