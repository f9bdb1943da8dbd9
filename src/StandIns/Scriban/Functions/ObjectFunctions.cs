using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The functions of <c>object</c>.</summary>
internal static class ObjectFunctions
{
    public static object Default(object value, object @default) => value is null or "" ? @default : value;

    public static string Format(TemplateContext context, SourceSpan span, object value, string format, string culture = null) =>
        value switch
        {
            null => "",
            IFormattable formattable => formattable.ToString(format, Culture(culture)),
            _ => throw new ScriptRuntimeException(span, $"Unexpected `{value}`. Must be a formattable object"),
        };

    public static bool HasKey(TemplateContext context, object value, string key) =>
        value != null && key != null && MemberAccess.TryGet(context, null, value, key, out _);

    public static bool HasValue(TemplateContext context, object value, string key) =>
        value != null && key != null && MemberAccess.TryGet(context, null, value, key, out var member) && member != null;

    public static ScriptArray Keys(object value) =>
        value switch
        {
            IScriptObject members => new ScriptArray(members.GetMembers()),
            IDictionary members => new ScriptArray(members.Keys),
            _ => [],
        };

    public static ScriptArray Values(TemplateContext context, object value) =>
        new(Keys(value).Select(key => MemberAccess.TryGet(context, null, value, (string)key, out var member) ? member : null));

    public static int Size(object value) =>
        value switch
        {
            string text => text.Length,
            ICollection items => items.Count,
            IScriptObject members => members.Count,
            IEnumerable items => items.Cast<object>().Count(),
            _ => 0,
        };

    public static string Typeof(object value) =>
        value switch
        {
            null => null,
            bool => "boolean",
            string => "string",
            DateTime => "datetime",
            IList => "array",
            _ when Arithmetic.IsNumber(value) => "number",
            _ => "object",
        };

    public static string Kind(object value) => value is null ? null : TypeName.Of(value);

    public static object FromJson(string json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return MemberImport.JsonValue(document.RootElement);
    }

    public static string ToJson(TemplateContext context, object value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteJson(context, writer, value);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    internal static CultureInfo Culture(string name) => name is null ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name);

    private static void WriteJson(TemplateContext context, Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case null or ScriptFunction:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case IList items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    WriteJson(context, writer, item);
                }

                writer.WriteEndArray();
                break;
            case IScriptObject or IDictionary:
                writer.WriteStartObject();
                foreach (var key in Keys(value))
                {
                    MemberAccess.TryGet(context, null, value, (string)key, out var member);
                    writer.WritePropertyName((string)key);
                    WriteJson(context, writer, member);
                }

                writer.WriteEndObject();
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            default:
                if (Arithmetic.IsNumber(value))
                {
                    writer.WriteRawValue(ValueText.Of(context, value));
                }
                else
                {
                    writer.WriteStringValue(ValueText.Of(context, value));
                }

                break;
        }
    }
}
