using System.Globalization;
using System.Text;

namespace Scriban.Functions;

/// <content>Texts as literals and as parts of addresses.</content>
internal static partial class StringFunctions
{
    public static string Literal(string text) => text is null ? null : $"\"{Escape(text)}\"";

    public static string Escape(string text)
    {
        if (text is null)
        {
            return null;
        }

        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                '\v' => result.Append("\\v"),
                '\0' => result.Append("\\0"),
                < ' ' => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    /// <summary>Lower-case letters and digits, with a hyphen for each run of anything else between them.</summary>
    public static string Handleize(string text)
    {
        var result = new StringBuilder();
        var isGap = false;
        foreach (var c in text ?? "")
        {
            if (!char.IsLetterOrDigit(c))
            {
                isGap = result.Length > 0;
                continue;
            }

            result.Append(isGap ? "-" : "").Append(char.ToLowerInvariant(c));
            isGap = false;
        }

        return result.ToString();
    }
}
