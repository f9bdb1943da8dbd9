using System.Globalization;
using Images.Definitions.Yaml;

namespace Images.Definitions.Structure;

/// <summary>Reads words as the original's YAML 1.1 reader does, or as JSON.</summary>
internal static class Scalars
{
    private static readonly string[] Yes = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];
    private static readonly string[] No = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];

    /// <summary>Reads a truth value.</summary>
    /// <param name="text">The word.</param>
    /// <param name="isJson">Whether it is JSON.</param>
    /// <returns>The value; null where it is none.</returns>
    public static bool? Flag(YamlText text, bool isJson) =>
        !text.IsPlain ? null
        : isJson ? (bool.TryParse(text.Text, out var flag) ? flag : null)
        : Yes.Contains(text.Text) ? true
        : No.Contains(text.Text) ? false
        : null;

    /// <summary>Reads a whole number.</summary>
    /// <param name="text">The word.</param>
    /// <param name="isJson">Whether it is JSON.</param>
    /// <returns>The number; null where it is none.</returns>
    public static int? Number(YamlText text, bool isJson)
    {
        if (!text.IsPlain)
        {
            return null;
        }

        if (isJson)
        {
            return int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var plain) ? plain : null;
        }

        var digits = text.Text.Replace("_", "", StringComparison.Ordinal);
        var isNegative = digits.StartsWith('-');
        digits = digits.TrimStart('-', '+');
        var whole = digits switch
        {
            ['0', 'x' or 'X', .. var hexadecimal] => Whole(hexadecimal, 16),
            ['0', 'b' or 'B', .. var binary] => Whole(binary, 2),
            ['0', 'o' or 'O', .. var octal] => Whole(octal, 8),
            ['0', .. { Length: > 0 } octal] when Whole(octal, 8) is { } value => value,
            _ => Whole(digits, 10) ?? Fraction(digits),
        };
        return whole <= int.MaxValue ? (int)(isNegative ? -whole : whole) : null;
    }

    // The original cuts fractions off.
    private static long? Fraction(string digits) =>
        digits.Length > 0
        && (char.IsAsciiDigit(digits[0]) || digits[0] == '.')
        && double.TryParse(
            digits,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number
        )
        && number <= int.MaxValue
            ? (long)number
            : null;

    private static long? Whole(string digits, int radix)
    {
        long value = 0;
        foreach (var digit in digits)
        {
            if (
                !char.IsAsciiHexDigit(digit)
                || Convert.ToInt32(digit.ToString(), 16) is var number && number >= radix
                || value > int.MaxValue
            )
            {
                return null;
            }

            value = (value * radix) + number;
        }

        return digits.Length > 0 ? value : null;
    }
}
