using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;

namespace Images.BuildKit.Builds;

/// <summary>
/// What a request hands to the frontend as definitions: its Dockerfile, and the named contexts that are results of open builds,
/// with the attributes that give a name its definition and the definition its image configuration.
/// </summary>
internal static class FrontendInputs
{
    // The frontend takes 'dockerfile' and 'context' for the build's own, and the name of an image may be one of them.
    private const string Prefix = "named:";

    public static Dictionary<string, ByteString> Of(BuildRequest request)
    {
        var inputs = (
            from context in Contexts(request)
            from part in context.Parts
            select KeyValuePair.Create(Prefix + context.Name + part.Suffix, part.Definition)
        ).ToDictionary(StringComparer.Ordinal);
        // Of the session, where the same files are, ask frontends that take none, and all for a Dockerfile in a folder.
        if (!request.DockerfileName.Contains('/', StringComparison.Ordinal))
        {
            inputs[RequestSources.DockerfileKey] = DockerfileDefinition.Of(request);
        }

        return inputs;
    }

    /// <exception cref="ObjectDisposedException">The build of an input is disposed.</exception>
    public static IEnumerable<KeyValuePair<string, string>> AttributesOf(string name, InputContext context)
    {
        ObjectDisposedException.ThrowIf(context.Input.IsClosed, context.Input);
        foreach (var part in context.Input.Parts)
        {
            var key = name + part.Suffix;
            yield return new($"context:{key}", $"input:{Prefix}{key}");
            if (part.Config is { } config)
            {
                var metadata = new InputMetadata(config.ToBase64());
                yield return new(
                    $"input-metadata:{Prefix}{key}",
                    JsonSerializer.Serialize(metadata, InputMetadataJson.Default.InputMetadata)
                );
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
