using System.Collections;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>An operator between two values.</summary>
internal static class BinaryOperation
{
    public static object Apply(
        TemplateContext context,
        SourceSpan span,
        string sign,
        ScriptNode leftNode,
        object left,
        ScriptNode rightNode,
        object right
    )
    {
        if (left is int first && right is int second)
        {
            switch (sign)
            {
                case "==":
                    return first == second;
                case "!=":
                    return first != second;
                default:
                    break;
            }
        }

        switch (sign)
        {
            case "==":
                return Equality.AreEqual(context, left, right);
            case "!=":
                return !Equality.AreEqual(context, left, right);
            case ".." or "..<":
                return Range(context, span, Whole(leftNode, left), Whole(rightNode, right), sign == "..");
            default:
                break;
        }

        var isComparison = sign is "<" or ">" or "<=" or ">=";
        if (left is string || right is string)
        {
            return isComparison
                ? (object)Compare(sign, string.CompareOrdinal(ValueText.Of(context, left), ValueText.Of(context, right)))
                : OnText(context, span, sign, leftNode, left, right);
        }

        if (left is null || right is null)
        {
            return isComparison ? false : null;
        }

        if (left is DateTime || right is DateTime)
        {
            return OnDates(span, sign, left, right);
        }

        return left is IList || right is IList ? OnLists(span, sign, left, rightNode, right) : OnNumbers(span, sign, left, right);
    }

    private static string OnText(TemplateContext context, SourceSpan span, string sign, ScriptNode leftNode, object left, object right)
    {
        switch (sign)
        {
            case "+":
                return ValueText.Of(context, left) + ValueText.Of(context, right);
            case "*":
                var (text, count) = left is string word ? (word, right) : ((string)right, left);
                if (!Arithmetic.IsWhole(count))
                {
                    throw new ScriptRuntimeException(
                        leftNode.Span,
                        "Expecting an integer. The operator `*` is not supported for the expression. Only working on string x int or int x string"
                    );
                }

                return string.Concat(Enumerable.Repeat(text, Math.Max(0, Conversion.ToInt(span, count))));
            default:
                throw new ScriptRuntimeException(span, $"Operator `{sign}` is not supported on string objects");
        }
    }

    private static ScriptArray OnLists(SourceSpan span, string sign, object left, ScriptNode rightNode, object right)
    {
        if (left is IList list)
        {
            if (sign == "+")
            {
                return right is IEnumerable more
                    ? new ScriptArray(list.Cast<object>().Concat(more.Cast<object>()))
                    : throw new ScriptRuntimeException(
                        rightNode.Span,
                        $"The operator `+` is not supported between {TypeName.Of(left)} and {TypeName.Of(right)}. Expecting an array for the right argument."
                    );
            }

            if (sign == "*" && Arithmetic.IsWhole(right))
            {
                var times = Math.Max(0, Conversion.ToInt(span, right));
                return new ScriptArray(Enumerable.Repeat(list, times).SelectMany(items => items.Cast<object>()));
            }
        }

        throw new ScriptRuntimeException(
            span,
            $"The operator `{sign}` is not supported between {TypeName.Of(left)} and {TypeName.Of(right)}."
        );
    }

    private static bool OnDates(SourceSpan span, string sign, object left, object right)
    {
        var isComparison = sign is "<" or ">" or "<=" or ">=";
        return left is DateTime first && right is DateTime second && isComparison
            ? Compare(sign, first.CompareTo(second))
            : throw new ScriptRuntimeException(
                span,
                $"The operator `{sign}` is not supported between {TypeName.Of(left)} and {TypeName.Of(right)}."
            );
    }

    private static object OnNumbers(SourceSpan span, string sign, object left, object right)
    {
        var first = Number(span, left, right);
        var second = Number(span, right, left);
        try
        {
            return Arithmetic.Apply(sign, first, second)
                ?? throw new ScriptRuntimeException(
                    span,
                    $"The operator `{sign}` is not supported between {TypeName.Of(left)} and {TypeName.Of(right)}."
                );
        }
        catch (ArithmeticException e)
        {
            throw new ScriptRuntimeException(span, e.Message, e);
        }
    }

    private static object Number(SourceSpan span, object value, object other)
    {
        if (Arithmetic.IsNumber(value))
        {
            return value;
        }

        return value is bool truth && (other is bool || Arithmetic.IsNumber(other))
            ? (truth ? 1 : 0)
            : throw new ScriptRuntimeException(
                span,
                $"Unable to convert type `{TypeName.Of(value)}` to {(Arithmetic.IsNumber(other) ? TypeName.Of(other) : "int")}"
            );
    }

    private static bool Compare(string sign, int order) =>
        sign switch
        {
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };

    private static int Whole(ScriptNode node, object value) => Conversion.ToInt(node.Span, value);

    private static ScriptArray Range(TemplateContext context, SourceSpan span, int from, int to, bool isInclusive)
    {
        var step = from <= to ? 1 : -1;
        var length = Math.Abs((long)to - from) + (isInclusive ? 1 : 0);
        if (context.LoopLimit > 0 && length > context.LoopLimit)
        {
            throw new ScriptRuntimeException(span, $"Range expression exceeds LoopLimit `{context.LoopLimit}`.");
        }

        var array = new ScriptArray((int)length);
        for (var i = 0; i < length; i++)
        {
            array.Add(from + (i * step));
        }

        return array;
    }
}
