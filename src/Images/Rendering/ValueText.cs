using System.Globalization;

namespace Images.Rendering;

/// <summary>Which characters a value may hold.</summary>
internal static class ValueText
{
    /// <summary>Finds the first character that no value may hold.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A sentence's end such as <c>holds a line break (U+000A)</c>, or null when all is well.</returns>
    public static string? Fault(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (char.IsSurrogate(character))
            {
                if (!char.IsSurrogatePair(value, index))
                {
                    return Name("half a character", character);
                }

                index++;
                continue;
            }

            var fault = Fault(character);
            if (fault is not null)
            {
                return Name(fault, character);
            }
        }

        return null;
    }

    private static string? Fault(char character) =>
        character switch
        {
            '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' => "a line break",
            '\t' => "a tab",
            '\uFEFF' => "a byte order mark",
            _ => CharUnicodeInfo.GetUnicodeCategory(character) switch
            {
                UnicodeCategory.Control => "a control character",
                UnicodeCategory.PrivateUse => "a private-use character",
                UnicodeCategory.Format when IsBidirectional(character) => "a character that reorders the text around it",
                _ => null,
            },
        };

    private static bool IsBidirectional(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Name(string what, char character) =>
        string.Create(CultureInfo.InvariantCulture, $"holds {what} (U+{(int)character:X4})");
}
