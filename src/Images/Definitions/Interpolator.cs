using System.Text.RegularExpressions;

namespace Images.Definitions;

/// <summary>Replaces <c>{{ axis }}</c> in texts for one combination of a matrix.</summary>
/// <param name="axes">The axes and their values.</param>
internal sealed partial class Interpolator(IReadOnlyDictionary<string, string> axes)
{
    /// <summary>Says whether a text holds anything to replace.</summary>
    /// <param name="text">The text as written.</param>
    /// <returns>True when it does.</returns>
    public static bool IsNeeded(string text) => text.Contains("{{", StringComparison.Ordinal);

    /// <summary>Replaces the axes in a text.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="failure">Why it cannot be done, one line; null when it can.</param>
    /// <returns>The text with every axis replaced; empty after a failure.</returns>
    public string Render(string text, out string? failure)
    {
        string? problem = null;
        var result = Axis()
            .Replace(
                text,
                match =>
                {
                    var name = match.Groups["axis"].Value;
                    if (!axes.TryGetValue(name, out var value))
                    {
                        problem ??= $"there is no axis '{name}'{Suggestions.DidYouMean(name, axes.Keys)}";
                        return "";
                    }

                    return match.Groups["filter"].Value switch
                    {
                        "major" => VersionFilters.Major(value),
                        "minor" => VersionFilters.Minor(value),
                        _ => value,
                    };
                }
            );
        failure = problem;
        return result;
    }

    [GeneratedRegex(@"\{\{\s*(?<axis>\w+)\s*(?:\|\s*(?<filter>major|minor)\s*)?\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Axis();
}
