using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Registry.References;

namespace Images.Registry.Contents;

/// <summary>Reads the documents of images. What a document says beyond that is left alone; what it must say and doesn't is an error.</summary>
internal static class ContentReader
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static ImageIndex Index(ReadOnlySpan<byte> json)
    {
        var root = Object(json, "an index");
        return new ImageIndex(Descriptors(root["manifests"], "manifests")) { Annotations = Texts(root["annotations"]) };
    }

    public static ImageManifest Image(ReadOnlySpan<byte> json)
    {
        var root = Object(json, "a manifest");
        return new ImageManifest(Descriptor(root["config"], "config"), Descriptors(root["layers"], "layers"))
        {
            ArtifactType = Text(root["artifactType"]),
            Subject = root["subject"] is JsonObject subject ? Descriptor(subject, "subject") : null,
            Annotations = Texts(root["annotations"]),
        };
    }

    public static ImageConfiguration Configuration(ReadOnlySpan<byte> json)
    {
        var root = Object(json, "a configuration");
        var layers = (root["rootfs"] as JsonObject)?["diff_ids"] as JsonArray ?? [];
        return new ImageConfiguration(
            Platform(root) ?? throw new FormatException("the configuration names no platform"),
            Texts((root["config"] as JsonObject)?["Labels"]),
            [.. layers.Select(layer => Text(layer) ?? throw new FormatException("diff_ids holds something that is no text"))],
            DateTimeOffset.TryParse(Text(root["created"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
                ? created
                : null
        );
    }

    /// <summary>Reads the media type that a manifest names itself, for registries that name it nowhere else.</summary>
    public static string? MediaType(ReadOnlySpan<byte> json)
    {
        var root = Object(json, "a manifest");
        return Text(root["mediaType"])
            ?? (
                root["manifests"] is JsonArray ? MediaTypes.OciIndex
                : root["layers"] is JsonArray ? MediaTypes.OciManifest
                : null
            );
    }

    /// <summary>Reads the tags of a page of a list of tags.</summary>
    public static IReadOnlyList<string> Tags(ReadOnlySpan<byte> json) =>
        [.. (Object(json, "a list of tags")["tags"] as JsonArray ?? []).Select(Text).OfType<string>()];

    public static JsonObject Object(ReadOnlySpan<byte> json, string what)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Limits) as JsonObject
                ?? throw new FormatException($"{what} must be a JSON object");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{what} must be a JSON object", error);
        }
    }

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IReadOnlyList<Descriptor> Descriptors(JsonNode? node, string member) =>
        node is JsonArray items
            ? [.. items.Select(item => Descriptor(item, member))]
            : throw new FormatException($"'{member}' must be a list");

    private static Descriptor Descriptor(JsonNode? node, string member)
    {
        var item = node as JsonObject;
        var digest = Text(item?["digest"]);
        return
            Text(item?["mediaType"]) is { Length: > 0 } type
            && ContentDigest.IsDigest(digest)
            && item!["size"] is JsonValue number
            && number.TryGetValue<long>(out var size)
            && size >= 0
            ? new Descriptor(type, digest, size)
            {
                Platform = item["platform"] is JsonObject platform ? Platform(platform) : null,
                ArtifactType = Text(item["artifactType"]),
                Annotations = Texts(item["annotations"]),
            }
            : throw new FormatException($"'{member}' holds something without media type, digest and size");
    }

    private static Platform? Platform(JsonObject node) =>
        (Text(node["os"]), Text(node["architecture"]), Text(node["variant"])) switch
        {
            ({ Length: > 0 } os, { Length: > 0 } architecture, var variant) => new Platform(
                os,
                architecture,
                variant is "" ? null : variant
            ),
            _ => null,
        };

    public static Dictionary<string, string> Texts(JsonNode? node) =>
        (node as JsonObject ?? [])
            .Where(pair => Text(pair.Value) is not null)
            .ToDictionary(pair => pair.Key, pair => Text(pair.Value)!, StringComparer.Ordinal);
}
