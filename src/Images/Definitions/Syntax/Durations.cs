using System.Globalization;

namespace Images.Definitions.Syntax;

/// <summary>Durations such as <c>500ms</c>, <c>30s</c> and <c>1h30m</c>.</summary>
internal static class Durations
{
    /// <summary>A regular expression that every duration matches.</summary>
    public const string Pattern = @"(\d+h)?(\d+m)?(\d+s)?(\d+ms)?";

    /// <summary>The longest one allowed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Reads a duration.</summary>
    /// <param name="text">Whole numbers with units h, m, s, ms, each at most once and in this order.</param>
    /// <param name="duration">The duration.</param>
    /// <returns>False when it is no duration, zero or longer than a day.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan();
        var last = 4;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (
                digits is < 1 or > 9
                || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || Unit(rest[digits..]) is not { } unit
                || unit.Rank >= last
            )
            {
                return false;
            }

            last = unit.Rank;
            duration += number * unit.Length;
            rest = rest[(digits + unit.Characters)..];
        }

        return duration > TimeSpan.Zero && duration <= Longest;
    }

    private static (int Rank, int Characters, TimeSpan Length)? Unit(ReadOnlySpan<char> rest) =>
        rest switch
        {
            ['m', 's', ..] => (0, 2, TimeSpan.FromMilliseconds(1)),
            ['s', ..] => (1, 1, TimeSpan.FromSeconds(1)),
            ['m', ..] => (2, 1, TimeSpan.FromMinutes(1)),
            ['h', ..] => (3, 1, TimeSpan.FromHours(1)),
            _ => null,
        };
}
