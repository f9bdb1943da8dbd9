using System.Globalization;

namespace Images.Rendering.Importing.Hcl;

/// <summary>What the signs of expressions do.</summary>
internal static class HclOperators
{
    /// <summary>Applies a sign that stands between two values.</summary>
    /// <param name="sign">The sign.</param>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <param name="scope">The names they may use.</param>
    /// <returns>The result.</returns>
    /// <exception cref="FormatException">The values do not suit it.</exception>
    public static object? Apply(string sign, HclExpression left, HclExpression right, HclScope scope)
    {
        var (first, second) = (left(scope), right(scope));
        return sign switch
        {
            "||" => HclValue.Truth(first) || HclValue.Truth(second),
            "&&" => HclValue.Truth(first) && HclValue.Truth(second),
            "==" => HclValue.Same(first, second),
            "!=" => !HclValue.Same(first, second),
            _ => Calculate(sign, HclValue.Number(first), HclValue.Number(second)),
        };
    }

    /// <summary>Takes a part of a value.</summary>
    /// <param name="value">A list or an object.</param>
    /// <param name="index">The number or the key.</param>
    /// <returns>The part.</returns>
    /// <exception cref="FormatException">There is no such part.</exception>
    public static object? Index(object? value, object? index) =>
        value switch
        {
            IReadOnlyDictionary<string, object?> mapping when mapping.TryGetValue(HclValue.Text(index), out var part) => part,
            IReadOnlyList<object?> list when HclValue.Number(index) is var number && number >= 0 && number < list.Count => list[
                (int)number
            ],
            IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> => throw new FormatException(
                $"there is no '{HclValue.Text(index)}' in {HclValue.Kind(value)}"
            ),
            _ => throw new FormatException($"{HclValue.Kind(value)} has no parts"),
        };

    private static object Calculate(string sign, decimal left, decimal right)
    {
        if (right == 0 && sign is "/" or "%")
        {
            throw new FormatException("nothing can be divided by zero");
        }

        try
        {
            return sign switch
            {
                "<" => left < right,
                ">" => left > right,
                "<=" => left <= right,
                ">=" => left >= right,
                "+" => left + right,
                "-" => left - right,
                "*" => left * right,
                "/" => left / right,
                _ => left % right,
            };
        }
        catch (OverflowException)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{left} {sign} {right} is too large a number"));
        }
    }
}
