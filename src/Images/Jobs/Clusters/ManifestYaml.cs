using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Jobs.Clusters;

/// <summary>Writes JSON as YAML in blocks; every text is in double quotes, so that none is taken for anything else.</summary>
internal static class ManifestYaml
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes documents.</summary>
    /// <param name="documents">Each a mapping.</param>
    /// <returns>The text, LF line ends.</returns>
    public static string Write(IEnumerable<JsonObject> documents)
    {
        var text = new StringBuilder();
        foreach (var document in documents)
        {
            text.Append("---\n");
            Append(text, document, 0);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonObject map, int indent)
    {
        foreach (var (key, value) in map)
        {
            text.Append(' ', indent).Append(IsPlain(key) ? key : JsonValue.Create(key).ToJsonString(Readable)).Append(':');
            AppendValue(text, value, indent);
        }
    }

    private static void AppendValue(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                Append(text, map, indent + 2);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                foreach (var item in list)
                {
                    text.Append(' ', indent).Append('-');
                    if (item is JsonObject { Count: > 0 } map)
                    {
                        // The first key stands behind the dash, the others below it.
                        var start = text.Append(' ').Length;
                        Append(text, map, indent + 2);
                        text.Remove(start, indent + 2);
                    }
                    else
                    {
                        AppendValue(text, item, indent + 2);
                    }
                }

                break;
            default:
                text.Append(' ').Append(value?.ToJsonString(Readable) ?? "null").Append('\n');
                break;
        }
    }

    private static bool IsPlain(string key) =>
        key.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '/' or '_');
}
