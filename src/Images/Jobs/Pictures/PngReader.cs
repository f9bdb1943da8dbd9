using System.Buffers.Binary;
using System.IO.Compression;

namespace Images.Jobs.Pictures;

/// <summary>Reads PNG without interlacing, of every colour type and depth; alpha is put on white.</summary>
public static class PngReader
{
    private const int ChunkFrame = 12;

    /// <summary>Says whether a file is a PNG that was written to its end.</summary>
    /// <param name="path">The file.</param>
    /// <returns>False for anything else, and for one that breaks off.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsWhole(string path)
    {
        using var file = File.OpenRead(path);
        var begin = new byte[PngWriter.Signature.Length];
        var end = new byte[ChunkFrame];
        if (file.Length < begin.Length + end.Length)
        {
            return false;
        }

        file.ReadExactly(begin);
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        return begin.AsSpan().SequenceEqual(PngWriter.Signature) && end.AsSpan(4, 4).SequenceEqual("IEND"u8);
    }

    /// <summary>Reads a picture.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <returns>The picture; of sixteen bits a channel the upper eight.</returns>
    /// <exception cref="InvalidDataException">It is no PNG, breaks off, or is interlaced.</exception>
    public static Picture Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(PngWriter.Signature))
        {
            throw new InvalidDataException("is no PNG");
        }

        PngHeader? header = null;
        byte[] palette = [];
        using var data = new MemoryStream();
        var rest = file[PngWriter.Signature.Length..];
        while (rest.Length >= ChunkFrame)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (length < 0 || length > rest.Length - ChunkFrame)
            {
                throw new InvalidDataException("breaks off");
            }

            var type = rest.Slice(4, 4);
            var content = rest.Slice(8, length);
            if (type.SequenceEqual("IHDR"u8))
            {
                header = PngHeader.Read(content);
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = content.ToArray();
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(content);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                data.Position = 0;
                return Decode(header ?? throw new InvalidDataException("has no header"), palette, data);
            }

            rest = rest[(length + ChunkFrame)..];
        }

        throw new InvalidDataException("breaks off");
    }

    private static Picture Decode(PngHeader header, byte[] palette, Stream data)
    {
        var picture = new Picture(header.Width, header.Height);
        var (row, above) = (new byte[header.RowBytes], new byte[header.RowBytes]);
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        try
        {
            for (var y = 0; y < header.Height; y++)
            {
                var filter = zlib.ReadByte();
                zlib.ReadExactly(row);
                PngFilter.Undo(filter, row, above, header.PixelBytes);
                header.Expand(row, palette, picture.Pixels.AsSpan(3 * y * header.Width, 3 * header.Width));
                (row, above) = (above, row);
            }
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("breaks off", error);
        }

        return picture;
    }
}
