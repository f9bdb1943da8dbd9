using System.Collections;

namespace Scriban.Runtime;

/// <summary>The operator <c>==</c>.</summary>
internal static class Equality
{
    public static bool AreEqual(TemplateContext context, object left, object right)
    {
        if (left is EmptyValue || right is EmptyValue)
        {
            return EmptyValue.Matches(left) && EmptyValue.Matches(right);
        }

        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left is string || right is string)
        {
            return string.Equals(ValueText.Of(context, left), ValueText.Of(context, right), StringComparison.Ordinal);
        }

        if (Arithmetic.IsNumber(left) || Arithmetic.IsNumber(right))
        {
            return Number(left) is { } first && Number(right) is { } second && Arithmetic.Compare(first, second) == 0;
        }

        return left is IList list && right is IList other ? AreEqual(context, list, other) : left.Equals(right);
    }

    private static bool AreEqual(TemplateContext context, IList left, IList right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(context, left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static object Number(object value) =>
        value is bool truth ? (truth ? 1 : 0)
        : Arithmetic.IsNumber(value) ? value
        : null;
}
