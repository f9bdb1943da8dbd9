using System.Text;

namespace Images.Testing.Structure;

/// <summary>Replaces <c>$NAME</c> and <c>${NAME}</c> as Go's <c>os.Expand</c> does, before any shell sees the text.</summary>
internal static class VariableExpansion
{
    /// <summary>Replaces all variables of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The values; a name that is not there becomes nothing.</param>
    /// <returns>The text with the values; <c>$</c> stays where no name follows.</returns>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        var result = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '$' || index + 1 == text.Length)
            {
                result.Append(text[index]);
                continue;
            }

            var (name, length) = Name(text.AsSpan(index + 1));
            if (name is not null)
            {
                result.Append(variables.GetValueOrDefault(name));
            }
            else if (length == 0)
            {
                result.Append('$');
            }

            index += length;
        }

        return result.ToString();
    }

    private static (string? Name, int Length) Name(ReadOnlySpan<char> text)
    {
        if (text[0] == '{')
        {
            if (text.Length > 2 && IsSpecial(text[1]) && text[2] == '}')
            {
                return (text[1].ToString(), 3);
            }

            // Without a name or an end, the brackets are eaten.
            var end = text.IndexOf('}');
            return end switch
            {
                -1 => (null, 1),
                1 => (null, 2),
                _ => (text[1..end].ToString(), end + 1),
            };
        }

        if (IsSpecial(text[0]))
        {
            return (text[0].ToString(), 1);
        }

        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_'))
        {
            length++;
        }

        return length == 0 ? (null, 0) : (text[..length].ToString(), length);
    }

    private static bool IsSpecial(char character) => "*#$@!?-0123456789".Contains(character, StringComparison.Ordinal);
}
