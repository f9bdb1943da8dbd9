using System.Globalization;
using System.Text;

namespace Images.Jobs.Pictures;

/// <summary>Reads the pictures of renderers that write no other: PPM, its binary form of eight bits (netpbm's <c>P6</c>).</summary>
public static class PortablePixmap
{
    /// <summary>Reads a picture.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="InvalidDataException">It is none of this kind, or breaks off.</exception>
    public static Picture Read(ReadOnlySpan<byte> file)
    {
        var position = 0;
        var (magic, width, height, most) = (
            Word(file, ref position),
            Number(file, ref position),
            Number(file, ref position),
            Number(file, ref position)
        );
        if (magic != "P6" || most != 255 || width < 1 || height < 1 || (long)width * height > Picture.Most)
        {
            throw new InvalidDataException("is no PPM of eight bits");
        }

        var picture = new Picture(width, height);
        if (file.Length - position < picture.Pixels.Length)
        {
            throw new InvalidDataException("breaks off");
        }

        file.Slice(position, picture.Pixels.Length).CopyTo(picture.Pixels);
        return picture;
    }

    private static int Number(ReadOnlySpan<byte> file, ref int position) =>
        int.TryParse(Word(file, ref position), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // One white space ends the last word; a comment lasts to the end of its line.
    private static string Word(ReadOnlySpan<byte> file, ref int position)
    {
        while (position < file.Length && (IsSpace(file[position]) || file[position] == '#'))
        {
            if (file[position] == '#')
            {
                while (position < file.Length && file[position] != '\n')
                {
                    position++;
                }
            }
            else
            {
                position++;
            }
        }

        var start = position;
        while (position < file.Length && !IsSpace(file[position]) && position - start < 20)
        {
            position++;
        }

        return Encoding.ASCII.GetString(file[start..Math.Min(file.Length, position++)]);
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
