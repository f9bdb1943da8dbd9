using System.Text.RegularExpressions;

namespace Images.Definitions;

/// <summary>The filters for versions in definitions and templates: <c>{{ r | minor }}</c>.</summary>
public static partial class VersionFilters
{
    /// <summary>Gets the first part of a version.</summary>
    /// <param name="version">Such as <c>4.6.1</c>.</param>
    /// <returns>Such as <c>4</c>.</returns>
    /// <exception cref="FormatException">The text does not start with a number.</exception>
    public static string Major(string version) =>
        Numbers().Match(version) is { Success: true } match
            ? match.Groups["major"].Value
            : throw new FormatException($"'{version}' has no major version");

    /// <summary>Gets the first two parts of a version.</summary>
    /// <param name="version">Such as <c>4.6.1</c>.</param>
    /// <returns>Such as <c>4.6</c>.</returns>
    /// <exception cref="FormatException">The text does not start with two numbers.</exception>
    public static string Minor(string version) =>
        Numbers().Match(version) is { Success: true } match && match.Groups["minor"].Success
            ? match.Groups["major"].Value + match.Groups["minor"].Value
            : throw new FormatException($"'{version}' has no minor version");

    [GeneratedRegex(@"\A(?<major>v?[0-9]+)(?<minor>\.[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
