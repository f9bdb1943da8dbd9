using System.Collections;
using System.Globalization;
using System.Numerics;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>Turns values of templates into what a .NET parameter takes.</summary>
internal static class Conversion
{
    public static int ToInt(SourceSpan span, object value) => (int)To(null, span, value, typeof(int));

    public static object To(TemplateContext context, SourceSpan span, object value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
        {
            return type.IsValueType && target == type ? Activator.CreateInstance(type) : null;
        }

        if (target.IsInstanceOfType(value) && (target != typeof(IEnumerable) || value is not string))
        {
            return value;
        }

        if (target == typeof(string))
        {
            return ValueText.Of(context, value);
        }

        if (target == typeof(bool))
        {
            return Truth.Of(value);
        }

        if (target.IsEnum && value is string name && Enum.TryParse(target, name, true, out var member))
        {
            return member;
        }

        return ToNumber(span, value, target) ?? ToList(context, span, value, target) ?? throw Failed(span, value, $"`{target.Name}`");
    }

    private static object ToNumber(SourceSpan span, object value, Type target)
    {
        if (!target.IsPrimitive && target != typeof(decimal) && target != typeof(BigInteger))
        {
            return null;
        }

        var name = TypeName.Of(Activator.CreateInstance(target));
        if (!Arithmetic.IsNumber(value) && value is not bool)
        {
            throw Failed(span, value, name);
        }

        try
        {
            var source = value is BigInteger big ? (double)big : value;
            return target == typeof(BigInteger)
                ? new BigInteger(Convert.ToDouble(source, CultureInfo.InvariantCulture))
                : Convert.ChangeType(source, target, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException)
        {
            throw Failed(span, value, name, e);
        }
    }

    private static object ToList(TemplateContext context, SourceSpan span, object value, Type target)
    {
        if (target == typeof(IEnumerable) && value is string text)
        {
            return text.Select(c => (object)c.ToString()).ToArray();
        }

        if (value is not IEnumerable values || value is string)
        {
            return null;
        }

        if (target.IsAssignableFrom(typeof(ScriptArray)))
        {
            return new ScriptArray(values);
        }

        var item =
            target.IsArray ? target.GetElementType()
            : target.IsGenericType ? target.GetGenericArguments()[0]
            : null;
        if (item is null || !target.IsAssignableFrom(item.MakeArrayType()))
        {
            return null;
        }

        var items = values.Cast<object>().Select(each => To(context, span, each, item)).ToArray();
        var array = Array.CreateInstance(item, items.Length);
        items.CopyTo(array, 0);
        return array;
    }

    private static ScriptRuntimeException Failed(SourceSpan span, object value, string target, Exception cause = null) =>
        new(span, $"Unable to convert type `{TypeName.Of(value)}` to {target}", cause);
}
