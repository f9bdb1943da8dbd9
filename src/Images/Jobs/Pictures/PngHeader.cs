using System.Buffers.Binary;

namespace Images.Jobs.Pictures;

/// <summary>What a PNG says of itself.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Depth">Bits of a channel: 1, 2, 4, 8 or 16.</param>
/// <param name="Color">0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.</param>
internal sealed record PngHeader(int Width, int Height, int Depth, int Color)
{
    private int Channels =>
        Color switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <summary>Gets the bytes of a pixel, at least 1.</summary>
    public int PixelBytes => Math.Max(1, Channels * Depth / 8);

    /// <summary>Gets the bytes of a row.</summary>
    public int RowBytes => (int)((((long)Width * Channels * Depth) + 7) / 8);

    /// <summary>Reads the header's content.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>The header.</returns>
    /// <exception cref="InvalidDataException">It is none that can be read.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> content)
    {
        if (content.Length != 13)
        {
            throw new InvalidDataException("has a header of a wrong length");
        }

        var header = new PngHeader(
            BinaryPrimitives.ReadInt32BigEndian(content),
            BinaryPrimitives.ReadInt32BigEndian(content[4..]),
            content[8],
            content[9]
        );
        if (header is not { Width: > 0, Height: > 0 } || (long)header.Width * header.Height > Picture.Most)
        {
            throw new InvalidDataException($"is {header.Width} x {header.Height} pixels, which cannot be read");
        }

        return
            header
                is { Depth: 1 or 2 or 4 or 8 or 16, Color: 0 }
                    or { Depth: 1 or 2 or 4 or 8, Color: 3 }
                    or { Depth: 8 or 16, Color: 2 or 4 or 6 }
            && content[12] == 0
            ? header
            : throw new InvalidDataException(
                content[12] == 1 ? "is interlaced, which is not read" : "has a colour type that does not exist"
            );
    }

    /// <summary>Makes red, green and blue of a row.</summary>
    /// <param name="row">The row, without its filter.</param>
    /// <param name="palette">Three bytes a colour.</param>
    /// <param name="pixels">Takes three bytes a pixel.</param>
    public void Expand(ReadOnlySpan<byte> row, ReadOnlySpan<byte> palette, Span<byte> pixels)
    {
        for (var x = 0; x < Width; x++)
        {
            var pixel = pixels.Slice(3 * x, 3);
            var first = Sample(row, x * Channels);
            switch (Color)
            {
                case 3:
                    var index = 3 * first;
                    if (index + 3 <= palette.Length)
                    {
                        palette.Slice(index, 3).CopyTo(pixel);
                    }

                    break;
                case 0 or 4:
                    pixel.Fill(Blend(Grey(first), Color == 4 ? Sample(row, (x * Channels) + 1) : byte.MaxValue));
                    break;
                default:
                    var alpha = Color == 6 ? Sample(row, (x * Channels) + 3) : byte.MaxValue;
                    pixel[0] = Blend(first, alpha);
                    pixel[1] = Blend(Sample(row, (x * Channels) + 1), alpha);
                    pixel[2] = Blend(Sample(row, (x * Channels) + 2), alpha);
                    break;
            }
        }
    }

    private static byte Blend(int value, int alpha) => (byte)(((value * alpha) + (255 * (255 - alpha)) + 127) / 255);

    private int Grey(int sample) => Depth >= 8 ? sample : sample * 255 / ((1 << Depth) - 1);

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        if (Depth >= 8)
        {
            return row[index * (Depth / 8)];
        }

        var bit = index * Depth;
        return (row[bit / 8] >> (8 - Depth - (bit % 8))) & ((1 << Depth) - 1);
    }
}
