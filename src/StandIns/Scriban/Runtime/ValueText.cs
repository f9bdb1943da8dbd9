using System.Collections;
using System.Globalization;
using System.Text;
using Scriban.Functions;

namespace Scriban.Runtime;

/// <summary>What is printed for a value.</summary>
internal static class ValueText
{
    public static string Of(TemplateContext context, object value) =>
        value switch
        {
            null => "",
            string text => text,
            bool truth => truth ? "true" : "false",
            int number => number.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString(CultureInfo.InvariantCulture),
            DateTime date => DateFunctions.ToString(date, DateFunctions.DefaultFormat),
            Enum member => member.ToString(),
            ScriptFunction => "",
            IEnumerable or KeyValuePair<string, object> => Composite(context, value),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private static string Composite(TemplateContext context, object value)
    {
        var text = new StringBuilder();
        Append(context, text, value);
        return text.ToString();
    }

    private static void Append(TemplateContext context, StringBuilder text, object value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string content:
                text.Append('"').Append(StringFunctions.Escape(content)).Append('"');
                break;
            case KeyValuePair<string, object> pair:
                AppendMembers(context, text, [new("key", pair.Key), new("value", pair.Value)]);
                break;
            case IDictionary<string, object> members:
                AppendMembers(context, text, members);
                break;
            case IDictionary members:
                var pairs = members.Keys.Cast<object>().Select(key => KeyValuePair.Create(Of(context, key), members[key]));
                AppendMembers(context, text, pairs);
                break;
            case IEnumerable items:
                text.Append('[');
                var separator = "";
                foreach (var item in items)
                {
                    text.Append(separator);
                    Append(context, text, item);
                    separator = ", ";
                }

                text.Append(']');
                break;
            default:
                text.Append(Of(context, value));
                break;
        }
    }

    private static void AppendMembers(TemplateContext context, StringBuilder text, IEnumerable<KeyValuePair<string, object>> members)
    {
        text.Append('{');
        var separator = "";
        foreach (var (key, value) in members)
        {
            text.Append(separator).Append(key).Append(": ");
            Append(context, text, value);
            separator = ", ";
        }

        text.Append('}');
    }
}
