using System.Text;
using System.Text.Json.Nodes;
using Images.Registry.References;

namespace Images.Registry.Contents;

/// <summary>
/// The index of what is about a manifest, where the registry keeps none and a tag holds it (OCI distribution specification, "Referrers
/// Tag Schema"). What others wrote into it stays as it is.
/// </summary>
internal static class ReferrerIndex
{
    /// <summary>The tag of a digest.</summary>
    public static string TagOf(string digest)
    {
        var tag = digest.Replace(':', '-');
        return tag.Length > 128 ? tag[..128] : tag;
    }

    /// <summary>Adds a manifest.</summary>
    /// <param name="index">The index as it is; null: there is none yet.</param>
    /// <param name="added">The manifest.</param>
    /// <returns>The new index; null where it holds the manifest already.</returns>
    /// <exception cref="FormatException">It is no index.</exception>
    public static byte[]? With(ReadOnlyMemory<byte>? index, Descriptor added)
    {
        var root = index is { } bytes
            ? ContentReader.Object(bytes.Span, "an index")
            : new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = MediaTypes.OciIndex,
                ["manifests"] = new JsonArray(),
            };
        var manifests = root["manifests"] as JsonArray ?? throw new FormatException("'manifests' must be a list");
        if (manifests.OfType<JsonObject>().Any(item => ContentReader.Text(item["digest"]) == added.Digest))
        {
            return null;
        }

        manifests.Add((JsonNode)Json(added));
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>Describes a manifest that is about another, as a list of referrers does.</summary>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="json">The manifest.</param>
    /// <returns>What it is, and the digest of what it is about; null where it is about nothing.</returns>
    /// <exception cref="FormatException">It is no manifest.</exception>
    public static (Descriptor Referrer, string? Subject) Describe(string mediaType, ReadOnlyMemory<byte> json)
    {
        var root = ContentReader.Object(json.Span, "a manifest");
        var subject = ContentReader.Text((root["subject"] as JsonObject)?["digest"]);
        var kind = ContentReader.Text(root["artifactType"]) is { Length: > 0 } type
            ? type
            : ContentReader.Text((root["config"] as JsonObject)?["mediaType"]);
        var referrer = new Descriptor(mediaType, ContentDigest.Of(json.Span), json.Length)
        {
            ArtifactType = kind,
            Annotations = ContentReader.Texts(root["annotations"]),
        };
        return (referrer, ContentDigest.IsDigest(subject) ? subject : null);
    }

    private static JsonObject Json(Descriptor descriptor)
    {
        var item = new JsonObject
        {
            ["mediaType"] = descriptor.MediaType,
            ["digest"] = descriptor.Digest,
            ["size"] = descriptor.Size,
        };
        if (descriptor.ArtifactType is { } type)
        {
            item["artifactType"] = type;
        }

        if (descriptor.Annotations.Count > 0)
        {
            item["annotations"] = new JsonObject(
                descriptor.Annotations.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))
            );
        }

        return item;
    }
}
