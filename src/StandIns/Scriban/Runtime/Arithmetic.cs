using System.Globalization;
using System.Numerics;

namespace Scriban.Runtime;

/// <summary>Operations on two numbers of any types. Whole numbers grow as they need to.</summary>
internal static class Arithmetic
{
    public static bool IsNumber(object value) =>
        value is int or long or double or decimal or float or BigInteger or byte or sbyte or short or ushort or uint or ulong;

    public static bool IsWhole(object value) => IsNumber(value) && value is not (double or float or decimal);

    public static object Negate(object value) => Apply("-", 0, value);

    public static int Compare(object left, object right)
    {
        if (left is int first && right is int second)
        {
            return first.CompareTo(second);
        }

        if (left is double or float || right is double or float)
        {
            return ToDouble(left).CompareTo(ToDouble(right));
        }

        return left is decimal || right is decimal ? ToDecimal(left).CompareTo(ToDecimal(right)) : ToWhole(left).CompareTo(ToWhole(right));
    }

    /// <summary>The result, or null when numbers have no such operator.</summary>
    /// <exception cref="DivideByZeroException">A whole number is divided by zero.</exception>
    public static object Apply(string sign, object left, object right)
    {
        if (sign is "<" or ">" or "<=" or ">=")
        {
            var order = Compare(left, right);
            return sign switch
            {
                "<" => order < 0,
                ">" => order > 0,
                "<=" => order <= 0,
                _ => order >= 0,
            };
        }

        if (left is double or float || right is double or float)
        {
            return OnDoubles(sign, ToDouble(left), ToDouble(right));
        }

        if (left is decimal || right is decimal)
        {
            return OnDecimals(sign, ToDecimal(left), ToDecimal(right));
        }

        return sign == "/" ? ToDouble(left) / ToDouble(right) : OnWholes(sign, ToWhole(left), ToWhole(right));
    }

    private static object OnDoubles(string sign, double left, double right) =>
        sign switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            "//" => Math.Round(left / right),
            "%" => left % right,
            "<<" => left * Math.Pow(2, right),
            ">>" => left / Math.Pow(2, right),
            _ => null,
        };

    private static object OnDecimals(string sign, decimal left, decimal right) =>
        sign switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            "//" => Math.Round(left / right),
            "%" => left % right,
            _ => null,
        };

    private static object OnWholes(string sign, BigInteger left, BigInteger right) =>
        sign switch
        {
            "+" => Narrow(left + right),
            "-" => Narrow(left - right),
            "*" => Narrow(left * right),
            "//" => Narrow(BigInteger.Divide(left, right)),
            "%" => Narrow(BigInteger.Remainder(left, right)),
            "<<" => Narrow(left << (int)right),
            ">>" => Narrow(left >> (int)right),
            _ => null,
        };

    public static object Narrow(BigInteger value) =>
        value >= int.MinValue && value <= int.MaxValue ? (object)(int)value
        : value >= long.MinValue && value <= long.MaxValue ? (object)(long)value
        : value;

    private static double ToDouble(object value) =>
        value is BigInteger big ? (double)big : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static decimal ToDecimal(object value) =>
        value is BigInteger big ? (decimal)big : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static BigInteger ToWhole(object value) =>
        value switch
        {
            BigInteger big => big,
            ulong unsigned => unsigned,
            _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        };
}
