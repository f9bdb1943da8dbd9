using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Publishing.Attaching.Keys;
using Images.Publishing.Contents;
using Images.Registry.Contents;
using Images.Registry.References;

namespace Images.Publishing.Attaching.Signing;

/// <summary>
/// A signature as cosign 1 and 2 write and look for it, and cosign 3 still accepts it: an image under the tag <c>sha256-HEX.sig</c> with
/// a layer for each signature (cosign's SIGNATURE_SPEC, "Simple Signing").
/// </summary>
internal static class SimpleSignature
{
    /// <summary>The annotation of a layer that holds the signature of its bytes.</summary>
    public const string Annotation = "dev.cosignproject.cosign/signature";

    /// <summary>The media type of a layer.</summary>
    public const string Type = "application/vnd.dev.cosign.simplesigning.v1+json";

    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string Kind = "cosign container image signature";

    /// <summary>Names the tag that holds the signatures of an image.</summary>
    /// <param name="digest">The image.</param>
    /// <returns>The tag.</returns>
    public static string TagOf(string digest) => $"{digest.Replace(':', '-')}.sig";

    /// <summary>Writes what is signed.</summary>
    /// <param name="repository">Where the image is.</param>
    /// <param name="digest">The image.</param>
    /// <returns>JSON.</returns>
    public static byte[] Payload(RegistryReference repository, string digest)
    {
        var registry = repository.Registry == "docker.io" ? "index.docker.io" : repository.Registry;
        return SignedJson.Write(
            new JsonObject
            {
                ["critical"] = new JsonObject
                {
                    ["identity"] = new JsonObject { ["docker-reference"] = $"{registry}/{repository.Repository}" },
                    ["image"] = new JsonObject { ["docker-manifest-digest"] = digest },
                    ["type"] = Kind,
                },
                ["optional"] = null,
            }
        );
    }

    /// <summary>Tells whether a layer is a key's signature of an image.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="payload">Its bytes.</param>
    /// <param name="digest">The image.</param>
    /// <param name="key">The key.</param>
    /// <returns>False also for what is no signature.</returns>
    public static bool IsSignature(Descriptor layer, ReadOnlySpan<byte> payload, string digest, SigningKey key)
    {
        try
        {
            return JsonNode.Parse(payload)?["critical"]?["image"]?["docker-manifest-digest"]?.GetValue<string>() == digest
                && layer.Annotations.TryGetValue(Annotation, out var signature)
                && key.Verifies(payload, Convert.FromBase64String(signature));
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Adds a signature to those that there are.</summary>
    /// <param name="others">The layers of the others.</param>
    /// <param name="payload">What is signed.</param>
    /// <param name="key">The key.</param>
    /// <returns>The image to put under the tag; the blobs of the others are there already.</returns>
    public static ManifestContent With(IReadOnlyList<Descriptor> others, byte[] payload, SigningKey key)
    {
        var layer = BlobContent.Of(Type, payload);
        var signature = Convert.ToBase64String(key.Sign(payload));
        var signed = layer.Descriptor with { Annotations = new Dictionary<string, string> { [Annotation] = signature } };
        IReadOnlyList<Descriptor> layers = [.. others, signed];
        var config = BlobContent.Of(ConfigType, Configuration(layers));
        var manifest = SignedJson.Write(
            new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = MediaTypes.OciManifest,
                ["config"] = Json(config.Descriptor),
                ["layers"] = new JsonArray([.. layers.Select(Json)]),
            }
        );
        return new ManifestContent(
            new Descriptor(MediaTypes.OciManifest, ContentDigest.Of(manifest), manifest.Length),
            manifest,
            [config, layer]
        );
    }

    private static byte[] Configuration(IReadOnlyList<Descriptor> layers) =>
        SignedJson.Write(
            new JsonObject
            {
                ["architecture"] = "",
                ["os"] = "",
                ["config"] = new JsonObject(),
                ["rootfs"] = new JsonObject
                {
                    ["type"] = "layers",
                    ["diff_ids"] = new JsonArray([.. layers.Select(layer => (JsonNode)layer.Digest)]),
                },
            }
        );

    private static JsonObject Json(Descriptor descriptor)
    {
        var json = new JsonObject
        {
            ["mediaType"] = descriptor.MediaType,
            ["size"] = descriptor.Size,
            ["digest"] = descriptor.Digest,
        };
        if (descriptor.Annotations.Count > 0)
        {
            json["annotations"] = new JsonObject(
                descriptor
                    .Annotations.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))
            );
        }

        return json;
    }
}
