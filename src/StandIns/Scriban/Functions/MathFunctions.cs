using System.Globalization;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The functions of <c>math</c>.</summary>
internal static class MathFunctions
{
    public static object Abs(TemplateContext context, SourceSpan span, object value) =>
        Number(span, value) is { } number && Arithmetic.Compare(number, 0) < 0 ? Arithmetic.Negate(number) : value;

    public static double Ceil(double value) => Math.Ceiling(value);

    public static double Floor(double value) => Math.Floor(value);

    public static double Round(double value, int precision = 0) => Math.Round(value, precision);

    /// <summary>Divides; by a whole number, the result is rounded down.</summary>
    public static object DividedBy(TemplateContext context, SourceSpan span, double value, object divisor)
    {
        var result = Arithmetic.Apply("/", value, Number(span, divisor));
        return Arithmetic.IsWhole(divisor) && result is double quotient && double.IsFinite(quotient)
            ? Arithmetic.Narrow(new System.Numerics.BigInteger(Math.Floor(quotient)))
            : result;
    }

    public static object Modulo(TemplateContext context, SourceSpan span, object value, object with) => Apply(span, "%", value, with);

    public static object Times(TemplateContext context, SourceSpan span, object value, object with) => Apply(span, "*", value, with);

    public static object Minus(TemplateContext context, SourceSpan span, object value, object with) => Apply(span, "-", value, with);

    public static object Plus(TemplateContext context, SourceSpan span, object value, object with) => Apply(span, "+", value, with);

    public static bool IsNumber(object value) => Arithmetic.IsNumber(value);

    public static string Format(TemplateContext context, SourceSpan span, object value, string format, string culture = null) =>
        ((IFormattable)Number(span, value)).ToString(format, ObjectFunctions.Culture(culture));

    private static object Apply(SourceSpan span, string sign, object left, object right) =>
        Arithmetic.Apply(sign, Number(span, left), Number(span, right));

    private static object Number(SourceSpan span, object value) =>
        Arithmetic.IsNumber(value)
            ? value
            : throw new ScriptRuntimeException(span, string.Create(CultureInfo.InvariantCulture, $"The value `{value}` is not a number"));
}
