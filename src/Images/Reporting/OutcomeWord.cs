using System.Text;
using Images.Building;
using Images.Testing;

namespace Images.Reporting;

/// <summary>The words for outcomes, derived from the names of the enumerations.</summary>
public static class OutcomeWord
{
    /// <summary>Gets the word for people, such as <c>up to date</c>.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Lower case words with spaces.</returns>
    public static string For(BuildOutcome outcome) => Split(outcome.ToString(), ' ');

    /// <summary>Gets the word for people.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Lower case words with spaces.</returns>
    public static string For(TestOutcome outcome) => Split(outcome.ToString(), ' ');

    /// <summary>Gets the word for tools, such as <c>up-to-date</c>.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Lower case words with hyphens.</returns>
    public static string Token(BuildOutcome outcome) => Split(outcome.ToString(), '-');

    private static string Split(string name, char separator)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && words.Length > 0)
            {
                words.Append(separator);
            }

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
