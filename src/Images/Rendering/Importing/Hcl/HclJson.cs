using System.Text.Json;
using Images.Definitions;

namespace Images.Rendering.Importing.Hcl;

/// <summary>Reads HCL that is written as JSON. Specification: the JSON syntax of HCL 2.</summary>
internal static class HclJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = HclCursor.MostNested,
    };

    /// <summary>Reads a whole file.</summary>
    /// <param name="file">The file's name, for errors.</param>
    /// <param name="text">The text.</param>
    /// <param name="blocks">The names that are blocks with one label; everything else is an attribute.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="ImportException">It is no JSON, or not of that shape.</exception>
    public static HclBody Parse(string file, string text, IReadOnlyCollection<string> blocks)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Options);
        }
        catch (JsonException error)
        {
            var place = new SourceLocation(file, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
            throw new ImportException(place, "this is no JSON; correct it there");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ImportException(new SourceLocation(file, 1, 1), "an object with 'target' in it is expected");
            }

            var (attributes, found) = (new List<HclAttribute>(), new List<HclBlock>());
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                if (blocks.Contains(entry.Name))
                {
                    found.AddRange(Blocks(file, entry));
                }
                else
                {
                    attributes.Add(Attribute(file, entry.Name, entry));
                }
            }

            return new(attributes, found);
        }
    }

    private static IEnumerable<HclBlock> Blocks(string file, JsonProperty type)
    {
        var place = new SourceLocation(file, 1, 1);
        if (type.Value.ValueKind != JsonValueKind.Object)
        {
            throw new ImportException(file, $"{type.Name} has to be an object whose keys are names");
        }

        foreach (var block in type.Value.EnumerateObject())
        {
            var body = block.Value.ValueKind switch
            {
                JsonValueKind.Object => block.Value,
                JsonValueKind.Array
                    when block.Value is var list && list.GetArrayLength() == 1 && list[0].ValueKind == JsonValueKind.Object => list[0],
                _ => throw new ImportException(file, $"{type.Name}.{block.Name} has to be an object"),
            };
            var attributes = body.EnumerateObject()
                .Select(entry => Attribute(file, $"{type.Name}.{block.Name}.{entry.Name}", entry))
                .ToList();
            yield return new(type.Name, [block.Name], new(attributes, []), place);
        }
    }

    private static HclAttribute Attribute(string file, string path, JsonProperty entry) =>
        new(entry.Name, Expression($"{file}: {path}", entry.Value), new SourceLocation(file, 1, 1));

    // A text is a template.
    private static HclExpression Expression(string place, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String when json.GetString()!.AsSpan().IndexOfAny('$', '%') >= 0:
                var cursor = new HclCursor(place, json.GetString()!);
                return new HclTemplateParser(cursor, new HclExpressionParser(cursor)).Whole();
            case JsonValueKind.Array:
                var items = json.EnumerateArray().Select(item => Expression(place, item)).ToList();
                return scope => items.ConvertAll(item => item(scope));
            case JsonValueKind.Object:
                var entries = json.EnumerateObject()
                    .Select(entry => (entry.Name, Value: Expression($"{place}.{entry.Name}", entry.Value)))
                    .ToList();
                return scope => HclValue.Object(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value(scope))));
            default:
                var value = HclValue.FromJson(json);
                return _ => value;
        }
    }
}
