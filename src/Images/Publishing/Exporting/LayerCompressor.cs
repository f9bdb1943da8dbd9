using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Images.Publishing.Exporting;

/// <summary>
/// Compresses layers with gzip (RFC 1952) to the same bytes on any machine: in parts of a fixed size, each a member of its own, so
/// that many processors work on one layer and memory is bounded.
/// </summary>
internal static class LayerCompressor
{
    /// <summary>What made the bytes; another compressor or level makes others.</summary>
    public const string Name = "gzip-6-4m";

    private const int PartSize = 4 << 20;

    // What cannot be compressed grows by five bytes for each block of it, and by the member's head and end.
    private const int Longest = PartSize + (64 << 10);
    private const int OperatingSystemByte = 9;
    private const byte UnknownSystem = 255;

    private static readonly ZLibCompressionOptions Options = new() { CompressionLevel = 6 };

    /// <summary>Compresses a layer.</summary>
    /// <param name="layer">The tar.</param>
    /// <param name="path">The file to write; one that is there is replaced.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The digests before and after.</returns>
    /// <exception cref="IOException">The layer cannot be read, or the file not written.</exception>
    public static async Task<CompressedLayer> CompressAsync(Stream layer, string path, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parts = Channel.CreateBounded<Task<ArraySegment<byte>>>(Environment.ProcessorCount + 1);
        var writing = WriteAsync(parts.Reader, path, stop.Token);
        try
        {
            var diffId = await ReadAsync(layer, parts.Writer, writing, stop.Token);
            parts.Writer.Complete();
            var (digest, size) = await writing;
            return new CompressedLayer(diffId, digest, size);
        }
        catch
        {
            await stop.CancelAsync();
            parts.Writer.TryComplete();
            await writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            File.Delete(path);
            throw;
        }
    }

    private static async Task<string> ReadAsync(
        Stream layer,
        ChannelWriter<Task<ArraySegment<byte>>> parts,
        Task writing,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var isFirst = true; ; isFirst = false)
        {
            var part = ArrayPool<byte>.Shared.Rent(PartSize);
            var length = await layer.ReadAtLeastAsync(part.AsMemory(0, PartSize), PartSize, throwOnEndOfStream: false, cancellationToken);
            if (length > 0 || isFirst)
            {
                hash.AppendData(part, 0, length);
                var compressing = Task.Run(() => Compress(part, length), cancellationToken);
                if (!await TryWriteAsync(parts, compressing, writing, cancellationToken))
                {
                    break;
                }
            }

            if (length < PartSize)
            {
                break;
            }
        }

        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    // A writer that failed takes no more parts: its error is told by whoever awaits it.
    private static async Task<bool> TryWriteAsync(
        ChannelWriter<Task<ArraySegment<byte>>> parts,
        Task<ArraySegment<byte>> part,
        Task writing,
        CancellationToken cancellationToken
    )
    {
        var room = parts.WaitToWriteAsync(cancellationToken).AsTask();
        return await Task.WhenAny(room, writing) == room && await room && parts.TryWrite(part);
    }

    private static async Task<(string Digest, long Size)> WriteAsync(
        ChannelReader<Task<ArraySegment<byte>>> parts,
        string path,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        await foreach (var compressing in parts.ReadAllAsync(cancellationToken))
        {
            var part = await compressing;
            hash.AppendData(part);
            await file.WriteAsync(part, cancellationToken);
            ArrayPool<byte>.Shared.Return(part.Array!);
        }

        return ($"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}", file.Length);
    }

    // Buffers go round: layers of many gigabytes take no more memory than small ones. One that a failure loses is collected.
    private static ArraySegment<byte> Compress(byte[] part, int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Longest);
        var compressed = new MemoryStream(buffer);
        using (var gzip = new GZipStream(compressed, Options, leaveOpen: true))
        {
            gzip.Write(part, 0, length);
        }

        ArrayPool<byte>.Shared.Return(part);
        if (length == 0 && compressed.Position == 0)
        {
            // The stream writes nothing at all for nothing; this is the member of no bytes.
            compressed.Write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        }

        var bytes = new ArraySegment<byte>(buffer, 0, (int)compressed.Position);
        bytes[OperatingSystemByte] = UnknownSystem;
        return bytes;
    }
}

/// <summary>A layer that was compressed.</summary>
/// <param name="DiffId">The digest of the tar.</param>
/// <param name="Digest">The digest of the file.</param>
/// <param name="Size">The file's bytes.</param>
internal sealed record CompressedLayer(string DiffId, string Digest, long Size);
