using Images.Definitions;
using Images.Definitions.Patterns;
using Images.Engines;

namespace Images.Testing.Structure;

/// <summary>Compares a text with patterns that it must match, or must not.</summary>
internal static class PatternList
{
    /// <summary>Compares.</summary>
    /// <param name="what">What the text is called.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="patterns">The patterns.</param>
    /// <param name="isWanted">Whether it must match.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, one line each; a pattern that is none is wrong in either case.</returns>
    public static IEnumerable<string> Problems(
        string what,
        string text,
        IEnumerable<Located<string>> patterns,
        bool isWanted,
        CancellationToken cancellationToken
    )
    {
        foreach (var pattern in patterns)
        {
            if (Problem(what, text, pattern, isWanted, cancellationToken) is { } problem)
            {
                yield return problem;
            }
        }
    }

    /// <summary>Compares with one pattern.</summary>
    /// <inheritdoc cref="Problems"/>
    public static string? Problem(string what, string text, Located<string> pattern, bool isWanted, CancellationToken cancellationToken)
    {
        var shown = ContainerText.HarmlessLine(pattern.Value);
        try
        {
            return Pattern.Parse(pattern.Value).IsMatch(text, cancellationToken) == isWanted
                ? null
                : $"expected {what} {(isWanted ? "" : "not ")}to match '{shown}', found {StreamExpectation.Found(text)}";
        }
        catch (PatternException error)
        {
            return $"{pattern.Location}: '{shown}' cannot be used as a pattern: {ContainerText.HarmlessLine(error.Message)}";
        }
    }
}
