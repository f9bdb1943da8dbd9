namespace Images.Planning;

/// <summary>One word of a selection: a pattern, what it brings along, and whether it takes away.</summary>
/// <param name="Text">The word as it was typed.</param>
/// <param name="Pattern">An image's name or a variant's id, with <c>*</c> and <c>?</c>; null: what is selected so far.</param>
/// <param name="Excludes">True for a leading <c>!</c>.</param>
/// <param name="Children">Whether everything built from the matches comes along.</param>
/// <param name="Parents">Whether everything that the matches are built from comes along.</param>
public sealed record Selector(string Text, string? Pattern, bool Excludes, bool Children, bool Parents)
{
    /// <summary>Reads a selector such as <c>r-ver:4.6*</c>, <c>base+children</c>, <c>+parents</c> or <c>!blender:*</c>.</summary>
    /// <param name="text">The word.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="SelectorException">The word is no selector.</exception>
    public static Selector Parse(string text)
    {
        var excludes = text.StartsWith('!');
        var parts = (excludes ? text[1..] : text).Split('+');
        foreach (var modifier in parts.Skip(1).Where(modifier => modifier is not ("children" or "parents")))
        {
            throw new SelectorException($"selector '{text}': '+{modifier}' is neither +children nor +parents");
        }

        var pattern = parts[0].Length > 0 ? parts[0] : null;
        return pattern is null && (excludes || parts.Length == 1)
            ? throw new SelectorException($"selector '{text}' names no image; write it as NAME, NAME:VARIANT or !NAME")
            : new Selector(text, pattern, excludes, parts.Contains("children"), parts.Contains("parents"));
    }
}
