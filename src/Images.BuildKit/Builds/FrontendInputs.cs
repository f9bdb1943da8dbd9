using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;

namespace Images.BuildKit.Builds;

/// <summary>
/// The named contexts of a request that are results of open builds, as the frontend takes them: a definition by key, and the
/// attributes that give a name its key and the key its image configuration.
/// </summary>
internal static class FrontendInputs
{
    public static Dictionary<string, ByteString> Of(BuildRequest request) =>
        (
            from context in Contexts(request)
            from part in context.Parts
            select KeyValuePair.Create(context.Name + part.Suffix, part.Definition)
        ).ToDictionary(StringComparer.Ordinal);

    /// <exception cref="ObjectDisposedException">The build of an input is disposed.</exception>
    public static IEnumerable<KeyValuePair<string, string>> AttributesOf(string name, InputContext context)
    {
        ObjectDisposedException.ThrowIf(context.Input.IsClosed, context.Input);
        foreach (var part in context.Input.Parts)
        {
            var key = name + part.Suffix;
            yield return new($"context:{key}", $"input:{key}");
            if (part.Config is { } config)
            {
                var metadata = new InputMetadata(config.ToBase64());
                yield return new($"input-metadata:{key}", JsonSerializer.Serialize(metadata, InputMetadataJson.Default.InputMetadata));
            }
        }
    }

    private static IEnumerable<(string Name, IReadOnlyList<BuildInputPart> Parts)> Contexts(BuildRequest request) =>
        from pair in request.NamedContexts
        let context = pair.Value as InputContext
        where context is not null
        select (ContextName.Of(pair.Key), context.Input.Parts);
}

internal sealed record InputMetadata([property: JsonPropertyName("containerimage.config")] string Config);

[JsonSerializable(typeof(InputMetadata))]
internal sealed partial class InputMetadataJson : JsonSerializerContext;
