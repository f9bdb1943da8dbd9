using System.Globalization;

namespace Images.Definitions.Syntax;

/// <summary>Sizes such as <c>900MB</c> (decimal) and <c>1.5GiB</c> (binary).</summary>
internal static class ByteSize
{
    /// <summary>A regular expression that every size matches.</summary>
    public const string Pattern = @"\d+(\.\d+)?\s?([KMGT]i?)?B";

    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10),
        ("MiB", 1L << 20),
        ("GiB", 1L << 30),
        ("TiB", 1L << 40),
        ("KB", 1_000),
        ("MB", 1_000_000),
        ("GB", 1_000_000_000),
        ("TB", 1_000_000_000_000),
        ("B", 1),
    ];

    /// <summary>Reads a size.</summary>
    /// <param name="text">A number and a unit.</param>
    /// <param name="bytes">The number of bytes.</param>
    /// <returns>False when it is no size, or one of 1 PB and more.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        foreach (var (unit, factor) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
            {
                continue;
            }

            var number = text.AsSpan(0, text.Length - unit.Length).TrimEnd(' ');
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            if (value <= 0 || value >= 1_000_000_000_000_000m / factor)
            {
                return false;
            }

            bytes = (long)(value * factor);
            return bytes > 0;
        }

        return false;
    }
}
