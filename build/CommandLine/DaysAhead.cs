using System.Globalization;

namespace Images.Build.CommandLine;

/// <summary>A time ahead in days or weeks, such as <c>90d</c> or <c>12w</c>.</summary>
internal static class DaysAhead
{
    /// <summary>How far is looked when nothing is said.</summary>
    public const string Default = "90d";

    private const int Most = 36500;

    /// <summary>Says why a text is no such time.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line, or null when it is one.</returns>
    public static string? Problem(string text) =>
        Days(text) is null ? $"'{text}' is no time of up to a hundred years in days or weeks, such as 90d or 12w" : null;

    /// <summary>Reads a time.</summary>
    /// <param name="text">A text without a problem.</param>
    /// <returns>Days.</returns>
    public static int Read(string text) => Days(text)!.Value;

    private static int? Days(string text)
    {
        var factor =
            text.Length > 1
                ? char.ToLowerInvariant(text[^1]) switch
                {
                    'd' => 1,
                    'w' => 7,
                    _ => 0,
                }
                : 0;
        return
            factor > 0 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Most / factor
            ? count * factor
            : null;
    }
}
