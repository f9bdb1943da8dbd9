using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Images.Building.Reproducible;

/// <summary>
/// Rewrites a layer so that it no longer tells when and by whom it was made: no time later than a given one, no times of access,
/// no names of users. Contents, owners' numbers, modes, links, attributes and the order of the entries stay, byte for byte.
/// </summary>
/// <remarks>Works on the blocks themselves (POSIX pax and GNU forms), since what is not understood must come out as it went in.</remarks>
/// <param name="source">The tar.</param>
/// <param name="target">Gets the rewritten one.</param>
/// <param name="latest">The latest time that an entry may have.</param>
internal sealed class NormalizedTar(Stream source, Stream target, DateTimeOffset latest) : IDisposable
{
    private const int Block = 512;
    private const int LargestRecord = 1 << 20;
    private static readonly string[] Dropped = ["mtime", "atime", "ctime", "uname", "gname", "LIBARCHIVE.creationtime"];

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[1 << 17];

    /// <summary>Rewrites all of it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>SHA-256 of what was written, as 64 hex digits.</returns>
    /// <exception cref="InvalidDataException">It is no tar.</exception>
    public async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        var header = new byte[Block];
        long? size = null;
        while (
            await source.ReadAtLeastAsync(header, Block, throwOnEndOfStream: false, cancellationToken) == Block && !TarHeader.IsEnd(header)
        )
        {
            var tar = new TarHeader(header);
            if (tar.Type == 'x')
            {
                size = await PaxAsync(tar, cancellationToken);
                continue;
            }

            var length = tar.HasContent ? size ?? tar.Size : 0;
            size = tar.Type is 'L' or 'K' ? size : null;
            tar.Anonymize(latest.ToUnixTimeSeconds());
            await PutAsync(header, cancellationToken);
            await CopyAsync(Padded(length), cancellationToken);
        }

        await PutAsync(new byte[2 * Block], cancellationToken);
        await source.CopyToAsync(Stream.Null, cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private static long Padded(long length) => (length + Block - 1) / Block * Block;

    /// <summary>Rewrites the extended header of the next entry, or leaves it out when nothing remains of it.</summary>
    /// <returns>The next entry's size, where the header gives it.</returns>
    private async Task<long?> PaxAsync(TarHeader header, CancellationToken cancellationToken)
    {
        if (header.Size > LargestRecord)
        {
            throw new InvalidDataException("a layer has an extended header of more than 1 MiB");
        }

        var records = new byte[Padded(header.Size)];
        await source.ReadExactlyAsync(records, cancellationToken);
        using var kept = new MemoryStream();
        var size = KeepRecords(records.AsSpan(0, (int)header.Size), kept);
        if (kept.Length == 0)
        {
            return size;
        }

        header.Size = kept.Length;
        header.Anonymize(0);
        await PutAsync(header.Bytes, cancellationToken);
        kept.SetLength(Padded(kept.Length));
        await PutAsync(kept.ToArray(), cancellationToken);
        return size;
    }

    // Each record is "LENGTH KEYWORD=VALUE\n", and LENGTH counts all of it.
    private static long? KeepRecords(ReadOnlySpan<byte> records, MemoryStream kept)
    {
        long? size = null;
        while (!records.IsEmpty)
        {
            if (!Utf8Parser.TryParse(records, out int length, out var digits) || length <= digits || length > records.Length)
            {
                throw new InvalidDataException("a layer has an extended header that is broken");
            }

            var record = records[..length];
            var pair = record[(digits + 1)..];
            var keyword = Encoding.UTF8.GetString(pair[..Math.Max(0, pair.IndexOf((byte)'='))]);
            if (keyword == "size" && Utf8Parser.TryParse(pair[5..], out long written, out _))
            {
                size = written;
            }

            if (!Dropped.Contains(keyword, StringComparer.Ordinal))
            {
                kept.Write(record);
            }

            records = records[length..];
        }

        return size;
    }

    private async Task CopyAsync(long length, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(length, buffer.Length));
            await source.ReadExactlyAsync(part, cancellationToken);
            await PutAsync(part, cancellationToken);
            length -= part.Length;
        }
    }

    private async Task PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        hash.AppendData(bytes.Span);
        await target.WriteAsync(bytes, cancellationToken);
    }
}
