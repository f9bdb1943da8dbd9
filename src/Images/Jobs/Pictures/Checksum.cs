namespace Images.Jobs.Pictures;

/// <summary>The cyclic redundancy check of PNG's chunks (annex D): CRC-32 as in zip files.</summary>
internal static class Checksum
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(static index => Entry((uint)index))];

    /// <summary>Computes it.</summary>
    /// <param name="type">The chunk's type.</param>
    /// <param name="data">Its data.</param>
    /// <returns>The check.</returns>
    public static uint Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) => ~Add(Add(uint.MaxValue, type), data);

    private static uint Add(uint check, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            check = Table[(check ^ value) & 0xFF] ^ (check >> 8);
        }

        return check;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        }

        return value;
    }
}
