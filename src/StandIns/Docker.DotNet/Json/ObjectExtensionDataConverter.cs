using System.Text.Json;
using System.Text.Json.Serialization;
using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>An object of unknown shape: texts, whole numbers and truth values as such, anything else as <see cref="JsonElement"/>.</summary>
internal sealed class ObjectExtensionDataConverter : JsonConverter<ObjectExtensionData>
{
    public override ObjectExtensionData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var data = new ObjectExtensionData();
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            data.ExtensionData = document
                .RootElement.EnumerateObject()
                .ToDictionary(p => p.Name, p => Plain(p.Value), StringComparer.Ordinal);
        }

        return data;
    }

    public override void Write(Utf8JsonWriter writer, ObjectExtensionData value, JsonSerializerOptions options) =>
        throw new NotSupportedException("the engine's messages are only read");

    private static object Plain(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            _ => value.Clone(),
        };
}
