using System.Buffers.Binary;
using System.Text;

namespace Images.Building.Reproducible;

/// <summary>The header block of an entry of a tar (POSIX ustar, pax, GNU).</summary>
/// <param name="bytes">The block; it is changed in place.</param>
internal sealed class TarHeader(byte[] bytes)
{
    private const int ModeAt = 100;
    private const int ModeLength = 8;
    private const int PermissionBits = 0xfff;
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
    private const int GnuIsExtendedAt = 482;

    // Eleven octal digits, in the year 2242.
    private const long LatestTime = 0x1_FFFF_FFFF;

    /// <summary>Gets the block.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Gets the kind of entry, such as <c>'0'</c> for a file.</summary>
    public char Type => (char)bytes[TypeAt];

    /// <summary>Gets whether anything follows: links, devices, folders and pipes are the header alone, whatever size it gives.</summary>
    public bool HasContent => Type is not (>= '1' and <= '6');

    /// <summary>Gets whether what follows tells of other entries, in the words of pax (<c>g</c>) or GNU.</summary>
    public bool IsAboutOthers => Type is 'g' or 'K' or 'L';

    /// <summary>Gets whether blocks that go on with the map of a sparse file (GNU) follow, of which the size counts nothing.</summary>
    public bool HasMoreMap => Type == 'S' && IsGnu && bytes[GnuIsExtendedAt] != 0;

    /// <summary>Gets or sets how many bytes follow; never less than none.</summary>
    /// <exception cref="InvalidDataException">This is no header.</exception>
    public long Size
    {
        get => Number(SizeAt, NumberLength) is >= 0 and var size ? size : throw NoTar();
        set => SetNumber(SizeAt, NumberLength, value);
    }

    private bool IsGnu => bytes.AsSpan(MagicAt, 8).SequenceEqual("ustar  \0"u8);

    /// <summary>Whether a block is one of those at the end.</summary>
    /// <param name="block">The block.</param>
    /// <returns>True when all of it is zero.</returns>
    public static bool IsEnd(ReadOnlySpan<byte> block) => !block.ContainsAnyExcept((byte)0);

    /// <summary>Sees to it that this is a header.</summary>
    /// <exception cref="InvalidDataException">Its checksum is wrong.</exception>
    public void Verify()
    {
        // Some writers of old summed up signed bytes.
        var given = Number(ChecksumAt, ChecksumLength);
        if (given != Sum(one => one) && given != Sum(one => (sbyte)one))
        {
            throw NoTar();
        }
    }

    /// <summary>Takes away the names of the owners, the kind of file in its mode, and all times but one, which is made no later than given.</summary>
    /// <param name="latest">Seconds since 1970.</param>
    /// <param name="time">The entry's time, in seconds since 1970, where it isn't the header that tells it.</param>
    public void Anonymize(long latest, long? time = null)
    {
        var earliest = Math.Clamp(time ?? Number(TimeAt, NumberLength), 0, Math.Clamp(latest, 0, LatestTime));
        if (time is not null || Number(TimeAt, NumberLength) != earliest)
        {
            SetNumber(TimeAt, NumberLength, earliest);
        }

        // Some engines, 20.10 among them, write the kind of file there too, which has a field of its own.
        SetNumber(ModeAt, ModeLength, Number(ModeAt, ModeLength) & PermissionBits);

        bytes.AsSpan(NamesAt, NamesLength).Clear();
        if (IsGnu)
        {
            bytes.AsSpan(GnuTimesAt, GnuTimesLength).Clear();
        }

        Encoding.ASCII.GetBytes(Convert.ToString(Sum(one => one), 8).PadLeft(6, '0'), bytes.AsSpan(ChecksumAt));
        (bytes[ChecksumAt + 6], bytes[ChecksumAt + 7]) = (0, (byte)' ');
    }

    private static InvalidDataException NoTar() => new("a layer is no tar archive");

    // The checksum itself counts as blanks.
    private int Sum(Func<byte, int> valueOf)
    {
        var sum = ChecksumLength * ' ';
        for (var at = 0; at < bytes.Length; at++)
        {
            sum += at is >= ChecksumAt and < ChecksumAt + ChecksumLength ? 0 : valueOf(bytes[at]);
        }

        return sum;
    }

    private long Number(int at, int length)
    {
        var field = bytes.AsSpan(at, length);
        if ((field[0] & 0x80) != 0 && length == NumberLength)
        {
            // Base 256, as GNU writes what has too many digits.
            return BinaryPrimitives.ReadInt64BigEndian(field[4..]);
        }

        long value = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                throw NoTar();
            }

            value = (value << 3) + (digit - '0');
        }

        return value;
    }

    private void SetNumber(int at, int length, long value)
    {
        var field = bytes.AsSpan(at, length);
        var digits = Convert.ToString(value, 8).PadLeft(length - 1, '0');
        Encoding.ASCII.GetBytes(digits, field);
        field[^1] = 0;
    }
}
