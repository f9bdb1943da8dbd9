using System.Globalization;
using System.Text;

namespace Images.Rendering.Importing.Hcl;

/// <summary>Writes values into a pattern of <c>%s</c>, <c>%d</c>, <c>%03d</c>, <c>%.2f</c>, <c>%q</c>, <c>%t</c>, <c>%v</c>, <c>%x</c>.</summary>
internal static class GoFormat
{
    /// <summary>Writes.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="values">The values, one for each verb.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">The pattern and the values do not suit each other.</exception>
    public static string Write(string pattern, IReadOnlyList<object?> values)
    {
        var (text, used) = (new StringBuilder(), 0);
        for (var index = 0; index < pattern.Length; index++)
        {
            if (pattern[index] != '%')
            {
                text.Append(pattern[index]);
                continue;
            }

            var start = ++index;
            while (index < pattern.Length && (char.IsAsciiDigit(pattern[index]) || pattern[index] is '-' or '.' or '+'))
            {
                index++;
            }

            if (index >= pattern.Length)
            {
                throw new FormatException($"'{pattern}' ends in the middle of a verb");
            }

            if (pattern[index] == '%')
            {
                text.Append('%');
                continue;
            }

            if (used >= values.Count)
            {
                throw new FormatException($"'{pattern}' needs more than {used} values");
            }

            text.Append(Value(pattern[start..index], pattern[index], values[used++]));
        }

        return used == values.Count
            ? text.ToString()
            : throw new FormatException($"'{pattern}' takes {used} values, here are {values.Count}");
    }

    private static string Value(string layout, char verb, object? value)
    {
        var parts = layout.TrimStart('-', '+').Split('.', 2);
        var decimals = parts.Length > 1 ? parts[1] : null;
        var text = verb switch
        {
            's' => HclValue.Text(value),
            'v' when value is IReadOnlyList<object?> or IReadOnlyDictionary<string, object?> or null => HclValue.ToJson(value),
            'v' => HclValue.Text(value),
            'd' => Math.Truncate(HclValue.Number(value)).ToString(CultureInfo.InvariantCulture),
            'f' => HclValue.Number(value).ToString($"F{decimals ?? "6"}", CultureInfo.InvariantCulture),
            'x' => ((long)HclValue.Number(value)).ToString("x", CultureInfo.InvariantCulture),
            't' => HclValue.Text(HclValue.Truth(value)),
            'q' => HclValue.ToJson(HclValue.Text(value)),
            _ => throw new FormatException($"the verb '%{verb}' is not known here"),
        };
        if (parts[0].Length == 0)
        {
            return text;
        }

        var width = Math.Min(int.Parse(parts[0], CultureInfo.InvariantCulture), 1000);
        return layout[0] == '-' ? text.PadRight(width)
            : parts[0][0] == '0' && verb is 'd' or 'f' or 'x' ? text.PadLeft(width, '0')
            : text.PadLeft(width);
    }
}
