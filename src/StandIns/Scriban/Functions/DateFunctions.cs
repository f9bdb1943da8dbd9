using System.Globalization;
using System.Text;

namespace Scriban.Functions;

/// <summary>The functions of <c>date</c>.</summary>
internal static class DateFunctions
{
    internal const string DefaultFormat = "%d %b %Y";

    /// <summary>Reads a date; one that cannot be read is the first day of all.</summary>
    public static DateTime Parse(string text, string pattern = null) =>
        (
            pattern is null
                ? DateTime.TryParse(text, CultureInfo.InvariantCulture, out var date)
                : DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        )
            ? date
            : default;

    public static DateTime AddYears(DateTime date, int years) => date.AddYears(years);

    public static DateTime AddMonths(DateTime date, int months) => date.AddMonths(months);

    public static DateTime AddDays(DateTime date, double days) => date.AddDays(days);

    public static DateTime AddHours(DateTime date, double hours) => date.AddHours(hours);

    public static DateTime AddMinutes(DateTime date, double minutes) => date.AddMinutes(minutes);

    public static DateTime AddSeconds(DateTime date, double seconds) => date.AddSeconds(seconds);

    public static DateTime AddMilliseconds(DateTime date, double millis) => date.AddMilliseconds(millis);

    public static string ToString(DateTime? date, string pattern)
    {
        if (date is not { } value)
        {
            return null;
        }

        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length)
            {
                text.Append(Part(value, pattern[++i]));
            }
            else
            {
                text.Append(pattern[i]);
            }
        }

        return text.ToString();
    }

    private static string Part(DateTime date, char letter)
    {
        var culture = CultureInfo.InvariantCulture;
        return letter switch
        {
            'a' => date.ToString("ddd", culture),
            'A' => date.ToString("dddd", culture),
            'b' or 'h' => date.ToString("MMM", culture),
            'B' => date.ToString("MMMM", culture),
            'c' => date.ToString("ddd MMM dd HH:mm:ss yyyy", culture),
            'd' => date.ToString("dd", culture),
            'D' => date.ToString("MM/dd/yy", culture),
            'e' => date.Day.ToString(culture).PadLeft(2),
            'F' => date.ToString("yyyy-MM-dd", culture),
            'H' => date.ToString("HH", culture),
            'I' => date.ToString("hh", culture),
            'j' => date.DayOfYear.ToString("000", culture),
            'L' => date.ToString("fff", culture),
            'm' => date.ToString("MM", culture),
            'M' => date.ToString("mm", culture),
            'n' => "\n",
            'N' => date.ToString("fffffff00", culture),
            'p' => date.ToString("tt", culture),
            'R' => date.ToString("HH:mm", culture),
            's' => new DateTimeOffset(date, TimeSpan.Zero).ToUnixTimeSeconds().ToString(culture),
            'S' => date.ToString("ss", culture),
            't' => "\t",
            'T' => date.ToString("HH:mm:ss", culture),
            'u' => (date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek).ToString(culture),
            'w' => ((int)date.DayOfWeek).ToString(culture),
            'y' => date.ToString("yy", culture),
            'Y' => date.ToString("yyyy", culture),
            '%' => "%",
            _ => "%" + letter,
        };
    }
}
