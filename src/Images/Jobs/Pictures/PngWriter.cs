using System.Buffers.Binary;
using System.IO.Compression;

namespace Images.Jobs.Pictures;

/// <summary>Writes PNG (W3C Recommendation, third edition): eight bits a channel, no alpha, no interlacing.</summary>
public static class PngWriter
{
    /// <summary>Gets the eight bytes that every PNG begins with.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Writes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>The file's bytes, the same for the same picture.</returns>
    public static byte[] Write(Picture picture)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Data(picture));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    // Each row says by how much it differs from the one above: filter 2, "up".
    private static byte[] Data(Picture picture)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            var stride = 3 * picture.Width;
            var row = new byte[stride + 1];
            row[0] = 2;
            for (var y = 0; y < picture.Height; y++)
            {
                for (var index = 0; index < stride; index++)
                {
                    var above = y == 0 ? 0 : picture.Pixels[((y - 1) * stride) + index];
                    row[index + 1] = (byte)(picture.Pixels[(y * stride) + index] - above);
                }

                zlib.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum.Of(type, data));
        file.Write(number);
    }
}
