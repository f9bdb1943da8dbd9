using System.Text;

namespace Images.Definitions.Patterns;

/// <summary>A place in a pattern that moves on, character by character.</summary>
/// <param name="text">The pattern.</param>
internal sealed class PatternReader(string text)
{
    /// <summary>Gets or sets the place, in UTF-16 units.</summary>
    public int Position { get; set; }

    /// <summary>Gets whether nothing is left.</summary>
    public bool AtEnd => Position >= text.Length;

    /// <summary>Gets the next unit, or NUL at the end.</summary>
    public char Peek => AtEnd ? '\0' : text[Position];

    /// <summary>Says whether what is left starts with a word.</summary>
    /// <param name="word">The word.</param>
    public bool StartsWith(string word) => string.CompareOrdinal(text, Position, word, 0, word.Length) == 0;

    /// <summary>Takes a word if it comes next.</summary>
    /// <param name="word">The word.</param>
    /// <returns>Whether it came.</returns>
    public bool Take(string word)
    {
        if (!StartsWith(word))
        {
            return false;
        }

        Position += word.Length;
        return true;
    }

    /// <summary>Takes the next character.</summary>
    /// <returns>Its code point.</returns>
    public int TakeRune()
    {
        // Half a pair stands for no character at all.
        var rune = Rune.TryGetRuneAt(text, Position, out var whole) ? whole : Rune.ReplacementChar;
        Position += rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength;
        return rune.Value;
    }

    /// <summary>Takes everything before a word, and the word.</summary>
    /// <param name="word">The word.</param>
    /// <returns>What stands before it; null, and nothing is taken, where it does not come.</returns>
    public string? TakeUntil(string word)
    {
        var end = text.IndexOf(word, Position, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var before = text[Position..end];
        Position = end + word.Length;
        return before;
    }

    /// <summary>Gets what was read since a place.</summary>
    /// <param name="start">The place.</param>
    /// <returns>The text.</returns>
    public string Since(int start) => text[start..Math.Min(Position, text.Length)];
}
