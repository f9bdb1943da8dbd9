using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>Writes the table of keys as JSON Schema (draft 2020-12) for editors.</summary>
/// <remarks>Every text may also be written as a number or boolean, since YAML's words are taken as they stand.</remarks>
public static class SchemaWriter
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";
    private const string Interpolated = @"\{\{";

    /// <summary>Writes the schema of <c>images/family.yaml</c>.</summary>
    /// <returns>Indented JSON with LF line ends and one at the end.</returns>
    public static string Family() => Write("images/family.yaml", "A family of container images.", DefinitionKeys.Family);

    /// <summary>Writes the schema of <c>images/NAME/image.yaml</c>.</summary>
    /// <returns>Indented JSON with LF line ends and one at the end.</returns>
    public static string Image() =>
        Write("images/NAME/image.yaml", "A container image; its folder's name is its name.", DefinitionKeys.Image);

    /// <summary>Writes the schema of a file.</summary>
    /// <param name="title">What the file is called.</param>
    /// <param name="description">What it is, one sentence.</param>
    /// <param name="shape">Its keys.</param>
    /// <returns>Indented JSON with LF line ends and one at the end.</returns>
    internal static string Write(string title, string description, RecordShape shape)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Draft);
            json.WriteString("title", title);
            json.WriteString("description", description);
            WriteBody(json, shape);
            json.WriteStartObject("$defs");
            json.WriteStartObject("free");
            WriteFree(json);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteShape(Utf8JsonWriter json, Shape shape)
    {
        json.WriteStartObject();
        WriteBody(json, shape);
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, Shape shape)
    {
        switch (shape)
        {
            case TextShape text:
                WriteText(json, text.Rule);
                break;
            case CommandShape command:
                var line = new TextShape(command.Rule);
                WriteAnyOf(json, [line, new ListShape(line) { NotEmpty = !command.MayBeEmpty }]);
                break;
            case ListShape list:
                WriteList(json, list);
                break;
            case MapShape map:
                json.WriteString("type", "object");
                WritePattern(json, "propertyNames", map.KeyRule);
                json.WritePropertyName("additionalProperties");
                WriteShape(json, map.Value);
                break;
            case RecordShape record:
                WriteRecord(json, record);
                break;
            case ChoiceShape choice:
                WriteAnyOf(json, choice.Alternatives.Select(static alternative => alternative.Shape));
                break;
            case NamedShape named:
                WriteAnyOf(json, [new TextShape(named.Rule), named.Record]);
                break;
            case WordOrListShape either:
                WriteAnyOf(json, [new TextShape(either.Word), either.List]);
                break;
            case MatrixShape:
                WriteMatrix(json);
                break;
            default:
                json.WriteString("$ref", "#/$defs/free");
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter json, TextRule rule)
    {
        if (rule.Choices is not null)
        {
            WriteChoices(json, rule);
            return;
        }

        WriteTextTypes(json);
        if (rule.Pattern is not null)
        {
            json.WriteString("pattern", $"^(?:{rule.Pattern})$" + (rule.Interpolated ? "|" + Interpolated : ""));
        }
    }

    private static void WriteChoices(Utf8JsonWriter json, TextRule rule)
    {
        if (rule.Interpolated)
        {
            json.WriteStartArray("anyOf");
            json.WriteStartObject();
        }

        json.WriteStartArray("enum");
        foreach (var choice in rule.Choices!)
        {
            json.WriteStringValue(choice);
        }

        json.WriteEndArray();
        if (rule.Interpolated)
        {
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("type", "string");
            json.WriteString("pattern", Interpolated);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static void WriteTextTypes(Utf8JsonWriter json)
    {
        json.WriteStartArray("type");
        json.WriteStringValue("string");
        json.WriteStringValue("number");
        json.WriteStringValue("boolean");
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, ListShape list)
    {
        json.WriteString("type", "array");
        if (list.NotEmpty)
        {
            json.WriteNumber("minItems", 1);
        }

        if (list.Distinct)
        {
            json.WriteBoolean("uniqueItems", true);
        }

        json.WritePropertyName("items");
        WriteShape(json, list.Item);
    }

    private static void WriteRecord(Utf8JsonWriter json, RecordShape record)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var key in record.Keys)
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", key.Default is null ? key.Description : $"{key.Description} Default: {key.Default}.");
            WriteBody(json, key.Shape);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        var required = record.Keys.Where(static key => key.Required).Select(static key => key.Name).ToList();
        if (required.Count > 0)
        {
            json.WriteStartArray("required");
            required.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteBoolean("additionalProperties", false);
    }

    private static void WriteMatrix(Utf8JsonWriter json)
    {
        var combinations = new ListShape(new MapShape(TextRules.VariableName, new TextShape(TextRules.PlainValue))) { NotEmpty = true };
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var name in new[] { "include", "exclude" })
        {
            json.WritePropertyName(name);
            WriteShape(json, combinations);
        }

        json.WriteEndObject();
        WritePattern(json, "propertyNames", TextRules.VariableName);
        json.WritePropertyName("additionalProperties");
        WriteShape(json, new ListShape(new TextShape(TextRules.AxisValue)) { Distinct = true, NotEmpty = true });
    }

    private static void WritePattern(Utf8JsonWriter json, string property, TextRule rule)
    {
        if (rule.Pattern is not null)
        {
            json.WriteStartObject(property);
            json.WriteString("pattern", $"^(?:{rule.Pattern})$");
            json.WriteEndObject();
        }
    }

    private static void WriteAnyOf(Utf8JsonWriter json, IEnumerable<Shape> shapes)
    {
        json.WriteStartArray("anyOf");
        foreach (var shape in shapes)
        {
            WriteShape(json, shape);
        }

        json.WriteEndArray();
    }

    private static void WriteFree(Utf8JsonWriter json)
    {
        json.WriteStartArray("type");
        foreach (var type in new[] { "string", "number", "boolean", "array", "object" })
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
        json.WriteStartObject("items");
        json.WriteString("$ref", "#/$defs/free");
        json.WriteEndObject();
        json.WriteStartObject("additionalProperties");
        json.WriteString("$ref", "#/$defs/free");
        json.WriteEndObject();
    }
}
