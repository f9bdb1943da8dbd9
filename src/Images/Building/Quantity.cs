using System.Globalization;

namespace Images.Building;

/// <summary>Sizes and times as people read them; the same in every culture.</summary>
public static class Quantity
{
    /// <summary>Writes a size in decimal units.</summary>
    /// <param name="bytes">At least 0.</param>
    /// <returns>Such as <c>612 B</c>, <c>74.5 MB</c> or <c>5.67 GB</c>.</returns>
    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
            < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
            < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
        };

    /// <summary>Writes a time span.</summary>
    /// <param name="time">At least zero.</param>
    /// <returns>Such as <c>0.4s</c>, <c>59.9s</c>, <c>2m 05s</c> or <c>1h 02m</c>.</returns>
    public static string Duration(TimeSpan time) =>
        time.TotalSeconds switch
        {
            < 59.95 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0}s"),
            < 3599.5 => string.Create(CultureInfo.InvariantCulture, $"{Rounded(time) / 60}m {Rounded(time) % 60:00}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Rounded(time) / 3600}h {Rounded(time) / 60 % 60:00}m"),
        };

    private static long Rounded(TimeSpan time) => (long)Math.Round(time.TotalSeconds, MidpointRounding.AwayFromZero);
}
