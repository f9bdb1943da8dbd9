using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>Says what is wrong with a text, in words for its author.</summary>
internal static class TextProblems
{
    private const int LongestQuote = 80;

    /// <summary>Checks a text.</summary>
    /// <param name="rule">What it must look like.</param>
    /// <param name="text">The text, with every axis replaced.</param>
    /// <returns>One line in lower case, or null when it is good.</returns>
    public static string? Of(TextRule rule, string text)
    {
        if (ControlCharacters.Problem(text, rule.MultiLine) is { } forbidden)
        {
            return forbidden;
        }

        if (rule.IsValid(text))
        {
            return null;
        }

        if (text.Length == 0)
        {
            return $"must not be empty; expected {rule.Name}";
        }

        if (rule.Choices is null)
        {
            var why = rule.WhyNot?.Invoke(text) is { } reason ? $": {Quote(reason)}" : string.Empty;
            return $"'{Quote(text)}' is not {rule.Name}{why}";
        }

        var hint = NearNames.Hint(text, rule.Choices);
        return $"'{Quote(text)}' is not {rule.Name}{(hint.Length > 0 ? hint : $"; use one of {string.Join(", ", rule.Choices)}")}";
    }

    /// <summary>Makes a text fit to be shown inside a message.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line of bounded length without control characters.</returns>
    public static string Quote(string text)
    {
        var shown = text.Length > LongestQuote ? text[..LongestQuote] + "..." : text;
        return string.Concat(shown.Select(static character => char.IsControl(character) ? ' ' : character));
    }
}
