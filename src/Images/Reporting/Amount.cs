using System.Globalization;

namespace Images.Reporting;

/// <summary>Writes sizes, times and counts for people, the same in every culture.</summary>
public static class Amount
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>Writes a size in decimal units with three significant digits at least, such as <c>74.5 MB</c>.</summary>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>Number and unit.</returns>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var format =
            unit == 0 || value >= 99.95 ? "0"
            : value >= 9.995 ? "0.0"
            : "0.00";
        return value.ToString(format, CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>Writes a time: <c>0.3 s</c>, <c>42.0 s</c>, <c>3 min 07 s</c>, <c>1 h 02 min</c>.</summary>
    /// <param name="time">The time, not negative.</param>
    /// <returns>Numbers and units.</returns>
    public static string Time(TimeSpan time)
    {
        if (time.TotalSeconds < 59.95)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
        }

        var seconds = (long)Math.Round(time.TotalSeconds);
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h {seconds % 3600 / 60:00} min");
    }

    /// <summary>Writes a count and its noun: <c>1 image</c>, <c>2 images</c>.</summary>
    /// <param name="number">The count.</param>
    /// <param name="noun">The noun in the singular, whose plural ends in s.</param>
    /// <returns>Number and noun.</returns>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? string.Empty : "s")}");

    /// <summary>Writes the first twelve digits of a digest, without its algorithm.</summary>
    /// <param name="digest">A digest such as <c>sha256:...</c>, or null.</param>
    /// <returns>The digits, or <c>-</c>.</returns>
    public static string ShortDigest(string? digest)
    {
        if (digest is null)
        {
            return "-";
        }

        var hex = digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return hex.Length > 12 ? hex[..12] : hex;
    }
}
