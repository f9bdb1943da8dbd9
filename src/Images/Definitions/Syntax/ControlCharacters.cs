using System.Globalization;

namespace Images.Definitions.Syntax;

/// <summary>Characters that have no business in a value: they would end a line, move a cursor or turn the reading direction.</summary>
internal static class ControlCharacters
{
    /// <summary>Says which one a text holds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="multiLine">True when line feeds and tabs are allowed.</param>
    /// <returns>One line in lower case, or null.</returns>
    public static string? Problem(string text, bool multiLine)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '\n' && !multiLine)
            {
                return "must be a single line";
            }

            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (IsForbidden(character) && !(multiLine && character is '\n' or '\t'))
            {
                return string.Create(CultureInfo.InvariantCulture, $"holds the control character U+{(int)character:X4}; remove it");
            }
        }

        return null;
    }

    private static bool IsForbidden(char character) =>
        char.IsControl(character)
        || char.IsSurrogate(character)
        || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
