namespace Images.Jobs.Pictures;

/// <summary>A picture in memory: eight bits each of red, green and blue.</summary>
/// <param name="width">In pixels, at least 1.</param>
/// <param name="height">In pixels, at least 1.</param>
public sealed class Picture(int width, int height)
{
    /// <summary>The most pixels of a picture that is read.</summary>
    public const long Most = 200_000_000;

    /// <summary>Gets the width in pixels.</summary>
    public int Width { get; } = width;

    /// <summary>Gets the height in pixels.</summary>
    public int Height { get; } = height;

    /// <summary>Gets the pixels, row by row from the top, three bytes each.</summary>
    public byte[] Pixels { get; } = new byte[checked(3 * width * height)];

    /// <summary>Fills the whole picture with one colour.</summary>
    /// <param name="red">Red.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    public void Fill(byte red, byte green, byte blue)
    {
        for (var index = 0; index < Pixels.Length; index += 3)
        {
            (Pixels[index], Pixels[index + 1], Pixels[index + 2]) = (red, green, blue);
        }
    }

    /// <summary>Copies another picture into this one.</summary>
    /// <param name="other">A picture that fits.</param>
    /// <param name="left">Where its left edge comes.</param>
    /// <param name="top">Where its upper edge comes.</param>
    public void Place(Picture other, int left, int top)
    {
        for (var row = 0; row < other.Height; row++)
        {
            other.Pixels.AsSpan(3 * row * other.Width, 3 * other.Width).CopyTo(Pixels.AsSpan(3 * (((top + row) * Width) + left)));
        }
    }

    /// <summary>Makes the picture smaller: each new pixel is the mean of those that it stands for.</summary>
    /// <param name="newWidth">From 1 to the width.</param>
    /// <param name="newHeight">From 1 to the height.</param>
    /// <returns>Another picture.</returns>
    public Picture Shrink(int newWidth, int newHeight)
    {
        var small = new Picture(newWidth, newHeight);
        for (var y = 0; y < newHeight; y++)
        {
            var (top, bottom) = Range(y, newHeight, Height);
            for (var x = 0; x < newWidth; x++)
            {
                var (left, right) = Range(x, newWidth, Width);
                Mean(left, top, right, bottom, small.Pixels.AsSpan(3 * ((y * newWidth) + x), 3));
            }
        }

        return small;
    }

    private static (int From, int To) Range(int index, int count, int length)
    {
        var from = (int)((long)index * length / count);
        return (from, Math.Max(from + 1, (int)((long)(index + 1) * length / count)));
    }

    private void Mean(int left, int top, int right, int bottom, Span<byte> pixel)
    {
        long red = 0,
            green = 0,
            blue = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var index = 3 * ((y * Width) + left); index < 3 * ((y * Width) + right); index += 3)
            {
                red += Pixels[index];
                green += Pixels[index + 1];
                blue += Pixels[index + 2];
            }
        }

        var count = (long)(right - left) * (bottom - top);
        (pixel[0], pixel[1], pixel[2]) = (
            (byte)((red + (count / 2)) / count),
            (byte)((green + (count / 2)) / count),
            (byte)((blue + (count / 2)) / count)
        );
    }
}
