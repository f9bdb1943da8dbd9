namespace Images.Rendering.Importing;

/// <summary>A piece of a text: as it stands, or one of the values that were looked for.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Candidate">The index of the value, or null.</param>
internal readonly record struct TextPiece(string Text, int? Candidate);

/// <summary>Cuts a text where known values stand in it.</summary>
internal static class TextPieces
{
    /// <summary>Cuts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">The values; the first that fits counts.</param>
    /// <param name="isBounded">Whether a value must not have a letter or digit beside it.</param>
    /// <returns>The pieces in order; together they are the text.</returns>
    public static List<TextPiece> Cut(string text, IReadOnlyList<string> values, bool isBounded)
    {
        var pieces = new List<TextPiece>();
        var (start, index) = (0, 0);
        while (index < text.Length)
        {
            if (Find(text, index, values, isBounded) is not { } found)
            {
                index++;
                continue;
            }

            if (index > start)
            {
                pieces.Add(new(text[start..index], null));
            }

            pieces.Add(new(values[found], found));
            index += values[found].Length;
            start = index;
        }

        if (start < text.Length)
        {
            pieces.Add(new(text[start..], null));
        }

        return pieces;
    }

    private static int? Find(string text, int index, IReadOnlyList<string> values, bool isBounded)
    {
        for (var candidate = 0; candidate < values.Count; candidate++)
        {
            var value = values[candidate];
            if (
                string.CompareOrdinal(text, index, value, 0, value.Length) == 0
                && (!isBounded || IsBounded(text, index, index + value.Length))
            )
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsBounded(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
}
