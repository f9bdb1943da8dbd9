using System.Text.Json;
using Images.Definitions.Yaml;

namespace Images.Definitions.Structure;

/// <summary>Reads JSON into the nodes that YAML is read into.</summary>
internal static class JsonTree
{
    /// <summary>Reads a file's bytes.</summary>
    /// <param name="bytes">The content.</param>
    /// <returns>The document and what is wrong with it.</returns>
    public static YamlDocument Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > YamlLimits.FileBytes)
        {
            return new(null, [new(1, 1, $"the file is larger than {YamlLimits.FileBytes >> 10} KiB; a test file cannot be")]);
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = YamlLimits.Depth });
        try
        {
            reader.Read();
            var root = Value(ref reader, bytes);
            reader.Read();
            return new(root, []);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            var (line, column) = Place(bytes, (int)reader.BytesConsumed);
            return new(null, [new(line, column, "not valid JSON from here on")]);
        }
    }

    private static YamlNode Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var (line, column) = Place(bytes, (int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new OrderedDictionary<string, YamlEntry>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = Text(ref reader, bytes);
                    reader.Read();
                    // Of equal keys the last one counts.
                    entries[key.Text] = new(key, Value(ref reader, bytes));
                }

                return new YamlMapping([.. entries.Values], line, column) { Weight = 1, Height = 1 };
            case JsonTokenType.StartArray:
                var items = new List<YamlNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, bytes));
                }

                return new YamlList(items, line, column) { Weight = 1, Height = 1 };
            default:
                return Text(ref reader, bytes);
        }
    }

    private static YamlText Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var (line, column) = Place(bytes, (int)reader.TokenStartIndex);
        var isPlain = reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName);
        var text = isPlain ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
        return new(text, reader.TokenType == JsonTokenType.Null, line, column)
        {
            Weight = 1,
            Height = 1,
            IsPlain = isPlain,
        };
    }

    private static (int Line, int Column) Place(ReadOnlySpan<byte> bytes, int index)
    {
        var before = bytes[..Math.Clamp(index, 0, bytes.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }
}
