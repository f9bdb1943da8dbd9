using System.Security.Cryptography;

namespace Images.Building.Reproducible;

/// <summary>
/// Rewrites a layer so that it no longer tells when and by whom it was made: no time later than a given one, none to less than a
/// second, no times of access, no names of users. Contents, owners' numbers, modes, links, attributes and the order of the entries
/// stay, byte for byte.
/// </summary>
/// <remarks>Works on the blocks themselves (POSIX pax and GNU forms), since what is not understood must come out as it went in.</remarks>
/// <param name="source">The tar.</param>
/// <param name="target">Gets the rewritten one.</param>
/// <param name="latest">The latest time that an entry may have.</param>
internal sealed class NormalizedTar(Stream source, Stream target, DateTimeOffset latest) : IDisposable
{
    private const int Block = 512;
    private const int LargestRecord = 1 << 20;
    private const int GnuMapGoesOnAt = 504;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[1 << 17];

    /// <summary>Rewrites all of it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>SHA-256 of what was written, as 64 hex digits.</returns>
    /// <exception cref="InvalidDataException">It is no tar, or ends too early.</exception>
    public async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        var header = new byte[Block];
        var told = PaxRecords.None;
        while (await ReadHeaderAsync(header, cancellationToken))
        {
            var tar = new TarHeader(header);
            tar.Verify();
            if (tar.Type == 'x')
            {
                told = await PaxAsync(tar, cancellationToken);
            }
            else if (tar.IsAboutOthers)
            {
                await PutAsync(tar, tar.Size, null, cancellationToken);
            }
            else
            {
                await PutAsync(tar, tar.HasContent ? told.Size ?? tar.Size : 0, told.Time, cancellationToken);
                told = PaxRecords.None;
            }
        }

        await PutAsync(new byte[2 * Block], cancellationToken);
        // What was compressed is checked at its end.
        await source.CopyToAsync(Stream.Null, cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private static long Padded(long length) => (length + Block - 1) / Block * Block;

    private async Task<bool> ReadHeaderAsync(byte[] header, CancellationToken cancellationToken)
    {
        var read = await source.ReadAtLeastAsync(header, Block, throwOnEndOfStream: false, cancellationToken);
        return read switch
        {
            0 => false,
            Block => !TarHeader.IsEnd(header),
            _ => throw EndsTooEarly(),
        };
    }

    /// <summary>Rewrites the extended header of the next entry, or leaves it out when nothing remains of it.</summary>
    private async Task<PaxRecords> PaxAsync(TarHeader header, CancellationToken cancellationToken)
    {
        if (header.Size > LargestRecord)
        {
            throw new InvalidDataException("a layer has an extended header of more than 1 MiB");
        }

        var bytes = new byte[Padded(header.Size)];
        await ReadAsync(bytes, cancellationToken);
        var records = PaxRecords.Parse(bytes.AsSpan(0, (int)header.Size));
        if (!records.Kept.IsEmpty)
        {
            header.Size = records.Kept.Length;
            header.Anonymize(0);
            await PutAsync(header.Bytes, cancellationToken);
            await PutAsync(records.Kept, cancellationToken);
            await PutAsync(new byte[Padded(header.Size) - header.Size], cancellationToken);
        }

        return records;
    }

    private async Task PutAsync(TarHeader header, long length, long? time, CancellationToken cancellationToken)
    {
        var goesOn = header.HasMoreMap;
        header.Anonymize(latest.ToUnixTimeSeconds(), time);
        await PutAsync(header.Bytes, cancellationToken);
        while (goesOn)
        {
            await CopyAsync(Block, cancellationToken);
            goesOn = buffer[GnuMapGoesOnAt] != 0;
        }

        await CopyAsync(Padded(length), cancellationToken);
    }

    private async Task CopyAsync(long length, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(length, buffer.Length));
            await ReadAsync(part, cancellationToken);
            await PutAsync(part, cancellationToken);
            length -= part.Length;
        }
    }

    private async Task ReadAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        if (await source.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken) < bytes.Length)
        {
            throw EndsTooEarly();
        }
    }

    private async Task PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        hash.AppendData(bytes.Span);
        await target.WriteAsync(bytes, cancellationToken);
    }

    private static InvalidDataException EndsTooEarly() => new("a layer ends in the middle of an entry");
}
