using System.Globalization;

namespace Images.Definitions.Syntax;

/// <summary>What a text must look like.</summary>
/// <param name="Name">What it is, for messages and the schema: <c>a size such as 900MB</c>.</param>
/// <param name="IsValid">Says whether a text is one.</param>
/// <param name="Pattern">A regular expression for the schema that every good text matches, or null.</param>
internal sealed record TextRule(string Name, Func<string, bool> IsValid, string? Pattern = null)
{
    /// <summary>Gets whether the text may have several lines.</summary>
    public bool MultiLine { get; init; }

    /// <summary>Gets whether <c>{{ axis }}</c> is replaced in it.</summary>
    public bool Interpolated { get; init; } = true;

    /// <summary>Gets what says more exactly why a text is none, in a few words; null where the name says enough.</summary>
    public Func<string, string?>? WhyNot { get; init; }

    /// <summary>Gets the only texts allowed, or null.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Makes a rule that allows a few words.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="choices">The words.</param>
    /// <returns>The rule.</returns>
    public static TextRule OneOf(string name, params IReadOnlyList<string> choices) =>
        new(name, text => choices.Contains(text, StringComparer.Ordinal)) { Choices = choices };

    /// <summary>Makes a rule that allows whole numbers.</summary>
    /// <param name="name">What they are, with their range.</param>
    /// <param name="lowest">The lowest, not below 0.</param>
    /// <param name="highest">The highest.</param>
    /// <returns>The rule.</returns>
    public static TextRule Number(string name, int lowest, int highest) =>
        new(
            name,
            text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= lowest
                && number <= highest,
            "[0-9]+"
        );
}
