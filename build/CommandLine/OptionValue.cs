using System.Globalization;
using Images.Definitions;

namespace Images.Build.CommandLine;

/// <summary>Reads the value of an option, wherever it was written.</summary>
internal static class OptionValue
{
    /// <summary>Reads what a variable or a line of the configuration says: several values where the option allows it.</summary>
    /// <param name="option">The option.</param>
    /// <param name="place">Where the value stands.</param>
    /// <param name="text">The values as written.</param>
    /// <returns>The values, at least one.</returns>
    /// <exception cref="UsageException">A value isn't allowed.</exception>
    public static IReadOnlyList<string> ReadAll(Option option, string place, string text)
    {
        var parts = option.Separator is { } separator
            ? text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [text];
        return [.. parts.DefaultIfEmpty(string.Empty).Select(part => Read(option, place, part))];
    }

    /// <summary>Checks a value and brings it into its one spelling.</summary>
    /// <param name="option">The option.</param>
    /// <param name="place">Where the value stands: <c>--jobs</c>, <c>IMAGES_JOBS</c>, <c>cake.config:3</c>.</param>
    /// <param name="text">The value as written.</param>
    /// <returns>The value; <c>true</c> or <c>false</c> for a switch.</returns>
    /// <exception cref="UsageException">The value isn't allowed.</exception>
    public static string Read(Option option, string place, string text)
    {
        if (option.IsSwitch)
        {
            return text.ToLowerInvariant() switch
            {
                "true" or "1" or "yes" or "on" => "true",
                "false" or "0" or "no" or "off" => "false",
                _ => throw new UsageException($"{place}: '{text}' is neither true nor false"),
            };
        }

        if (text.Length == 0)
        {
            throw new UsageException($"{place}: the value is missing; write {place}={option.Value}");
        }

        if (option.Maximum is { } maximum)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= maximum
                ? number.ToString(CultureInfo.InvariantCulture)
                : throw new UsageException($"{place}: '{text}' is no whole number from 1 to {maximum}");
        }

        if (option.Choices.Count == 0)
        {
            return option.Problem?.Invoke(text) is { } problem ? throw new UsageException($"{place}: {problem}") : text;
        }

        var lower = text.ToLowerInvariant();
        var choices = option.Choices.Where(choice => choice == lower || (lower.Length == 1 && choice.StartsWith(lower[0]))).ToList();
        return choices.Count == 1
            ? choices[0]
            : throw new UsageException(
                $"{place}: '{text}' is none of {string.Join(", ", option.Choices)}{NearNames.Hint(text, option.Choices)}"
            );
    }
}
