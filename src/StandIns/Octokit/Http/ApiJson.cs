using System.Globalization;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Octokit;

/// <summary>Reads and writes the API's JSON.</summary>
internal static class ApiJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object of the members that are not null: text, flags, and nothing else.</summary>
    public static string Write(params (string Name, object Value)[] members)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, Relaxed))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members.Where(member => member.Value is not null))
            {
                if (value is bool flag)
                {
                    writer.WriteBoolean(name, flag);
                }
                else
                {
                    writer.WriteString(name, (string)value);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }

    /// <summary>The object in an answer, or its default where the answer is none in JSON.</summary>
    /// <exception cref="SerializationException">The JSON is broken.</exception>
    public static T Read<T>(Response response, Func<JsonElement, T> read)
    {
        using var document = Parse(response);
        return document is null ? default : read(document.RootElement);
    }

    /// <summary>The list in an answer.</summary>
    /// <exception cref="SerializationException">The JSON is broken.</exception>
    public static IReadOnlyList<T> ReadList<T>(Response response, Func<JsonElement, T> read)
    {
        using var document = Parse(response);
        return document is null || document.RootElement.ValueKind != JsonValueKind.Array
            ? []
            : [.. document.RootElement.EnumerateArray().Select(read)];
    }

    public static string Text(this JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static long Long(this JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : 0;

    public static int Integer(this JsonElement json, string name) => (int)json.Long(name);

    public static bool Flag(this JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.True };

    public static DateTimeOffset? Time(this JsonElement json, string name) =>
        json.Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    public static T Part<T>(this JsonElement json, string name, Func<JsonElement, T> read) =>
        Member(json, name) is { ValueKind: JsonValueKind.Object } value ? read(value) : default;

    /// <summary>A list, or null where there is none.</summary>
    public static IReadOnlyList<T> List<T>(this JsonElement json, string name, Func<JsonElement, T> read) =>
        Member(json, name) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray().Select(read)] : null;

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static JsonDocument Parse(Response response)
    {
        if (
            response.ContentType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true
            || (string)response.Body is not { Length: > 0 } body
        )
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new SerializationException("Invalid JSON string");
        }
    }
}
