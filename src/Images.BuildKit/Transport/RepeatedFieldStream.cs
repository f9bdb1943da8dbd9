using System.Buffers.Binary;
using System.Text;

namespace Images.BuildKit.Transport;

/// <summary>
/// Adds fields to the first request of an HTTP/2 client. .NET's own client joins the values of a repeated field with commas,
/// which gRPC does not take apart again; so the lines go into a CONTINUATION frame behind its HEADERS
/// (RFC 9113, section 6.10), as literals that leave the state of the compression as it was (RFC 7541, section 6.2.2).
/// </summary>
internal sealed class RepeatedFieldStream(Stream inner, string name, IReadOnlyList<string> values) : ConnectionStream
{
    private const int PrefaceLength = 24;
    private const int FrameHeaderLength = 9;
    private const byte Headers = 1;
    private const byte Continuation = 9;
    private const byte EndHeaders = 4;

    private readonly MemoryStream held = new();
    private bool added;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (added)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        held.Write(buffer.Span);
        if (Added(held.GetBuffer().AsSpan(0, (int)held.Length)) is { } changed)
        {
            added = true;
            await held.DisposeAsync();
            await inner.WriteAsync(changed, cancellationToken);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            held.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What was written up to now with the fields in it; null where the request's headers are not all there yet.</summary>
    private byte[]? Added(ReadOnlySpan<byte> written)
    {
        for (var at = PrefaceLength; at + FrameHeaderLength <= written.Length; )
        {
            var frame = written[at..];
            var end = FrameHeaderLength + (int)(BinaryPrimitives.ReadUInt32BigEndian(frame) >> 8);
            var (type, flags) = (frame[3], frame[4]);
            if (end > frame.Length)
            {
                return null;
            }

            if (type is Headers or Continuation && (flags & EndHeaders) != 0)
            {
                var block = Block();
                byte[] header = [0, 0, 0, Continuation, EndHeaders, .. frame.Slice(5, 4)];
                BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(1), checked((ushort)block.Length));
                byte[] changed = [.. written[..(at + end)], .. header, .. block, .. written[(at + end)..]];
                changed[at + 4] = (byte)(flags & ~EndHeaders);
                return changed;
            }

            at += end;
        }

        return null;
    }

    private byte[] Block()
    {
        using var block = new MemoryStream();
        foreach (var value in values)
        {
            block.WriteByte(0);
            WriteText(block, name);
            WriteText(block, value);
        }

        return block.ToArray();
    }

    /// <summary>A string literal without Huffman coding: the length as an integer of a 7 bit prefix, and the octets.</summary>
    private static void WriteText(MemoryStream block, string text)
    {
        const int prefix = 127;
        var octets = Encoding.ASCII.GetBytes(text);
        block.WriteByte((byte)Math.Min(octets.Length, prefix));
        for (var rest = octets.Length - prefix; rest >= 0; rest = rest < 128 ? -1 : rest >> 7)
        {
            block.WriteByte((byte)(rest < 128 ? rest : (rest & 127) | 128));
        }

        block.Write(octets);
    }
}
