using Images.Building;
using Images.Testing;

namespace Images.Reporting;

/// <summary>The words for outcomes.</summary>
public static class OutcomeWord
{
    /// <summary>Gets the word for people, such as <c>up to date</c>.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Lower case words with spaces.</returns>
    public static string For(BuildOutcome outcome) => OutcomeWords.Of(outcome);

    /// <summary>Gets the word for people.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Lower case words with spaces.</returns>
    public static string For(TestOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>Gets the word for tools, such as <c>up-to-date</c>.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Lower case words with hyphens.</returns>
    public static string Token(BuildOutcome outcome) => For(outcome).Replace(' ', '-');
}
