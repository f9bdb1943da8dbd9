using System.Globalization;
using System.Text.RegularExpressions;

namespace Images.Definitions;

/// <summary>Derives what a tag promises from how it was written.</summary>
internal static partial class TagClasses
{
    /// <summary>Derives the class of a tag.</summary>
    /// <param name="written">The tag as written, with <c>{{ axis }}</c>.</param>
    /// <param name="tag">The tag with its axes replaced.</param>
    /// <param name="axes">The names of all axes.</param>
    /// <returns>
    /// <see cref="TagClass.Unique"/> with a date (2027-04-30 or 20270430) or a revision (7 to 40 hexadecimal digits) in it;
    /// <see cref="TagClass.Version"/> when it names all axes in full, so always where there are none; else <see cref="TagClass.Moving"/>.
    /// </returns>
    public static TagClass Of(string written, string tag, IEnumerable<string> axes)
    {
        if (IsUnique(tag))
        {
            return TagClass.Unique;
        }

        return NamesInFull(written, axes) ? TagClass.Version : TagClass.Moving;
    }

    /// <summary>Says whether a tag has a date or a revision in it.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>True when it does.</returns>
    public static bool IsUnique(string tag) => Parts().Matches(tag).Any(static part => IsDate(part.Value) || IsRevision(part.Value));

    /// <summary>Says whether a tag names every axis without a filter.</summary>
    /// <param name="written">The tag as written.</param>
    /// <param name="axes">The names of all axes.</param>
    /// <returns>True when it does.</returns>
    public static bool NamesInFull(string written, IEnumerable<string> axes)
    {
        var named = BareAxes().Matches(written).Select(static match => match.Groups["axis"].Value).ToHashSet(StringComparer.Ordinal);
        return axes.All(named.Contains);
    }

    private static bool IsDate(string part) =>
        DateOnly.TryParseExact(part, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= 1990 and < 2100;

    private static bool IsRevision(string part) =>
        part.Length is >= 7 and <= 40
        && part.All(char.IsAsciiHexDigitLower)
        && part.Any(char.IsAsciiDigit)
        && part.Any(char.IsAsciiLetterLower);

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z])|[0-9A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\{\{[-~]?\s*(?<axis>\w+)\s*[-~]?\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex BareAxes();
}
