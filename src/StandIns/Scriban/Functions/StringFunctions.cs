using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Scriban.Runtime;

namespace Scriban.Functions;

/// <summary>The functions of <c>string</c>. A missing text counts as an empty one.</summary>
internal static partial class StringFunctions
{
    public static string Append(string text, string with) => text + with;

    public static string Prepend(string text, string by) => by + text;

    public static string Upcase(string text) => text?.ToUpperInvariant();

    public static string Downcase(string text) => text?.ToLowerInvariant();

    public static string Capitalize(string text) => string.IsNullOrEmpty(text) ? text ?? "" : char.ToUpperInvariant(text[0]) + text[1..];

    public static string Capitalizewords(string text)
    {
        var result = new StringBuilder(text);
        for (var i = 0; i < result.Length; i++)
        {
            if (i == 0 || char.IsWhiteSpace(result[i - 1]))
            {
                result[i] = char.ToUpperInvariant(result[i]);
            }
        }

        return result.ToString();
    }

    public static bool Contains(string text, string value) => text != null && text.Contains(value ?? "", StringComparison.Ordinal);

    public static bool StartsWith(string text, string value) => text != null && text.StartsWith(value ?? "", StringComparison.Ordinal);

    public static bool EndsWith(string text, string value) => text != null && text.EndsWith(value ?? "", StringComparison.Ordinal);

    public static bool Empty(string text) => string.IsNullOrEmpty(text);

    public static bool Whitespace(string text) => string.IsNullOrWhiteSpace(text);

    public static bool EqualsIgnoreCase(string text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);

    public static int Size(string text) => text?.Length ?? 0;

    public static int IndexOf(string text, string search) => (text ?? "").IndexOf(search ?? "", StringComparison.Ordinal);

    public static string Strip(string text) => text?.Trim();

    public static string Lstrip(string text) => text?.TrimStart();

    public static string Rstrip(string text) => text?.TrimEnd();

    public static string StripNewlines(string text) =>
        text?.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    public static string PadLeft(string text, int width) => (text ?? "").PadLeft(Math.Max(0, width));

    public static string PadRight(string text, int width) => (text ?? "").PadRight(Math.Max(0, width));

    public static string Replace(string text, string match, string replace) =>
        string.IsNullOrEmpty(text) || string.IsNullOrEmpty(match) ? text ?? "" : text.Replace(match, replace, StringComparison.Ordinal);

    public static string ReplaceFirst(string text, string match, string replace) =>
        ReplaceAt(text ?? "", IndexOf(text, match), match, replace);

    public static string Remove(string text, string remove) => Replace(text, remove, "");

    public static string RemoveFirst(string text, string remove) => ReplaceFirst(text, remove, "");

    public static string RemoveLast(string text, string remove) =>
        ReplaceAt(text ?? "", (text ?? "").LastIndexOf(remove ?? "", StringComparison.Ordinal), remove, "");

    public static ScriptArray Split(string text, string match) =>
        new((text ?? "").Split(match ?? "", StringSplitOptions.RemoveEmptyEntries));

    public static string Slice(string text, int start, int? length = null)
    {
        text ??= "";
        var from = Math.Clamp(start < 0 ? start + text.Length : start, 0, text.Length);
        return text.Substring(from, Math.Clamp(length ?? text.Length, 0, text.Length - from));
    }

    public static string Slice1(string text, int start, int length = 1) => Slice(text, start, length);

    public static string Truncate(string text, int length, string ellipsis = "...")
    {
        text ??= "";
        return text.Length <= length ? text : text[..Math.Max(0, length - ellipsis.Length)] + ellipsis;
    }

    public static string Truncatewords(string text, int count, string ellipsis = "...")
    {
        var words = (text ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Take(count)) + (words.Length > count ? ellipsis : "");
    }

    public static string Pluralize(int number, string singular, string plural) => number == 1 ? singular : plural;

    public static object ToInt(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static object ToLong(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static object ToFloat(string text) => float.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static object ToDouble(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Base64Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text ?? ""));

    public static string Base64Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text ?? ""));

    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text ?? "")));

    private static string ReplaceAt(string text, int index, string match, string replace) =>
        index < 0 || string.IsNullOrEmpty(match) ? text : string.Concat(text.AsSpan(0, index), replace, text.AsSpan(index + match.Length));
}
