using Images.Definitions;
using Images.Definitions.Patterns;
using Images.Engines;

namespace Images.Testing;

/// <summary>Compares what a container wrote with what a test expects.</summary>
public static class StreamExpectation
{
    private const int LongestFound = 120;

    /// <summary>Checks one stream.</summary>
    /// <param name="stream">Its name as told in the reason: <c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="expectation">What it must hold.</param>
    /// <param name="text">What it holds.</param>
    /// <returns>Null when it does; otherwise what was expected and what was found, one line.</returns>
    /// <remarks>A pattern is one of RE2, so its time is linear; <c>^</c> and <c>$</c> match at every line.</remarks>
    public static string? Mismatch(string stream, Expectation expectation, string text)
    {
        try
        {
            var met = expectation.IsRegex
                ? Pattern.Parse(expectation.Text, PatternFlags.MultiLine).IsMatch(text)
                : text.Contains(expectation.Text, StringComparison.Ordinal);
            return met ? null : $"expected {stream} to {Wanted(expectation)}, found {Found(text)}";
        }
        catch (PatternException error)
        {
            return $"{expectation.Location}: /{expectation.Text}/ cannot be used as a pattern: {ContainerText.HarmlessLine(error.Message)}";
        }
    }

    private static string Wanted(Expectation expectation) =>
        expectation.IsRegex ? $"match /{expectation.Text}/" : $"contain '{ContainerText.HarmlessLine(expectation.Text)}'";

    internal static string Found(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
        {
            return "nothing";
        }

        var first = ContainerText.Shorten(ContainerText.HarmlessLine(lines[0]), LongestFound);
        return lines.Length == 1 ? $"'{first}'" : string.Create(null, $"{lines.Length} lines that start with '{first}'");
    }
}
