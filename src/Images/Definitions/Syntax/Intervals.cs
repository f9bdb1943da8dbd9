using System.Globalization;

namespace Images.Definitions.Syntax;

/// <summary>Intervals of whole days such as <c>7d</c> and <c>2w</c>, or <c>never</c>.</summary>
internal static class Intervals
{
    /// <summary>A regular expression that every interval matches.</summary>
    public const string Pattern = @"[1-9]\d{0,2}[dw]|never";

    private const string Never = "never";
    private const int MostDays = 366;

    /// <summary>Reads an interval.</summary>
    /// <param name="text">A whole number with the unit d or w, or <c>never</c>.</param>
    /// <param name="interval">The interval; null for <c>never</c>.</param>
    /// <returns>False when it is no interval, zero or longer than a year.</returns>
    public static bool TryParse(string text, out TimeSpan? interval)
    {
        interval = null;
        if (text == Never)
        {
            return true;
        }

        var daysEach =
            text is [.., 'd'] ? 1
            : text is [.., 'w'] ? 7
            : 0;
        if (
            daysEach == 0
            || !int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > MostDays
            || number * daysEach > MostDays
        )
        {
            return false;
        }

        interval = TimeSpan.FromDays(number * daysEach);
        return true;
    }
}
