using System.Text.RegularExpressions;

namespace Images.Rendering.Importing.Hcl;

/// <summary>Regular expressions in functions; they take linear time.</summary>
internal static class GoPattern
{
    /// <summary>Replaces every match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="replacement">What comes in its place; <c>$1</c> and <c>${name}</c> are groups.</param>
    /// <returns>The new text.</returns>
    /// <exception cref="FormatException">It is no pattern.</exception>
    public static string Replace(string text, string pattern, string replacement) => Read(pattern).Replace(text, replacement);

    /// <summary>Finds the first match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The match: its text, or its groups when the pattern has some.</returns>
    /// <exception cref="FormatException">There is none, or it is no pattern.</exception>
    public static object? First(string text, string pattern)
    {
        var regex = Read(pattern);
        var match = regex.Match(text);
        return match.Success ? Value(regex, match) : throw new FormatException($"'{pattern}' is not found in '{text}'");
    }

    /// <summary>Finds every match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>As of <see cref="First"/>, each.</returns>
    /// <exception cref="FormatException">It is no pattern.</exception>
    public static List<object?> All(string text, string pattern)
    {
        var regex = Read(pattern);
        return [.. regex.Matches(text).Select(match => Value(regex, match))];
    }

    private static Regex Read(string pattern)
    {
        try
        {
            return new Regex(
                pattern.Replace("(?P<", "(?<", StringComparison.Ordinal),
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
            );
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"'{pattern}' is no regular expression that can be used here");
        }
    }

    private static object? Value(Regex regex, Match match)
    {
        var groups = match.Groups.Values.Skip(1).ToList();
        return groups.Count == 0 ? match.Value
            : groups.TrueForAll(group => char.IsAsciiDigit(group.Name[0]))
                ? groups.ConvertAll(group => (object?)(group.Success ? group.Value : null))
            : HclValue.Object(groups.Select(group => KeyValuePair.Create(group.Name, (object?)(group.Success ? group.Value : null))));
    }
}
