using System.Buffers.Binary;
using System.Text;

namespace Images.Building.Reproducible;

/// <summary>The header block of an entry of a tar (POSIX ustar, pax, GNU).</summary>
/// <param name="bytes">The block; it is changed in place.</param>
internal sealed class TarHeader(byte[] bytes)
{
    private const int SizeAt = 124;
    private const int TimeAt = 136;
    private const int NumberLength = 12;
    private const int ChecksumAt = 148;
    private const int ChecksumLength = 8;
    private const int TypeAt = 156;
    private const int MagicAt = 257;
    private const int NamesAt = 265;
    private const int NamesLength = 64;
    private const int GnuTimesAt = 345;
    private const int GnuTimesLength = 24;

    /// <summary>Gets the block.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Gets the kind of entry, such as <c>'0'</c> for a file.</summary>
    public char Type => (char)bytes[TypeAt];

    /// <summary>Gets whether anything follows: links, devices, folders and pipes are the header alone, whatever size it gives.</summary>
    public bool HasContent => Type is not (>= '1' and <= '6');

    /// <summary>Gets or sets how many bytes follow.</summary>
    /// <exception cref="InvalidDataException">This is no header.</exception>
    public long Size
    {
        get => Number(SizeAt);
        set => SetNumber(SizeAt, value);
    }

    /// <summary>Whether a block is one of those at the end.</summary>
    /// <param name="block">The block.</param>
    /// <returns>True when all of it is zero.</returns>
    public static bool IsEnd(ReadOnlySpan<byte> block) => !block.ContainsAnyExcept((byte)0);

    /// <summary>Takes away the names of the owners and all times but one, which is made no later than given.</summary>
    /// <param name="latest">Seconds since 1970.</param>
    public void Anonymize(long latest)
    {
        if (Number(TimeAt) > latest)
        {
            SetNumber(TimeAt, latest);
        }

        bytes.AsSpan(NamesAt, NamesLength).Clear();
        if (bytes.AsSpan(MagicAt, 8).SequenceEqual("ustar  \0"u8))
        {
            bytes.AsSpan(GnuTimesAt, GnuTimesLength).Clear();
        }

        bytes.AsSpan(ChecksumAt, ChecksumLength).Fill((byte)' ');
        var sum = 0;
        foreach (var one in bytes)
        {
            sum += one;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0'), bytes.AsSpan(ChecksumAt));
        bytes[ChecksumAt + 6] = 0;
    }

    private long Number(int at)
    {
        var field = bytes.AsSpan(at, NumberLength);
        if ((field[0] & 0x80) != 0)
        {
            // Base 256, as GNU writes what has too many digits.
            return BinaryPrimitives.ReadInt64BigEndian(field[4..]);
        }

        long value = 0;
        foreach (var digit in field.Trim((byte)' ').TrimEnd((byte)0).Trim((byte)' '))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                throw new InvalidDataException("a layer is no tar archive");
            }

            value = (value << 3) + (digit - '0');
        }

        return value;
    }

    private void SetNumber(int at, long value)
    {
        var field = bytes.AsSpan(at, NumberLength);
        var digits = Convert.ToString(value, 8).PadLeft(NumberLength - 1, '0');
        Encoding.ASCII.GetBytes(digits, field);
        field[^1] = 0;
    }
}
