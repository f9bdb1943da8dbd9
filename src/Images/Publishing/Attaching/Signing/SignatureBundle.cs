using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Publishing.Attaching.Keys;
using Images.Registry.Contents;

namespace Images.Publishing.Attaching.Signing;

/// <summary>
/// A signature as cosign 3 writes and looks for it: a referrer whose layer is a Sigstore bundle of a signed in-toto statement that
/// names the image's digest and nothing else.
/// </summary>
internal static class SignatureBundle
{
    /// <summary>The bundle's media type, and the kind of the artifact.</summary>
    public const string Type = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private const string StatementType = "application/vnd.in-toto+json";
    private const string Predicate = "https://sigstore.dev/cosign/sign/v1";

    /// <summary>Signs an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="key">The key.</param>
    /// <returns>What is attached to it.</returns>
    public static Attachment Sign(Descriptor image, SigningKey key)
    {
        var envelope = DsseEnvelope.Sign(StatementType, Statement(image.Digest), key);
        var bundle = new JsonObject
        {
            ["mediaType"] = Type,
            ["verificationMaterial"] = new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = key.Id } },
            ["dsseEnvelope"] = new JsonObject
            {
                ["payload"] = Convert.ToBase64String(envelope.Payload),
                ["payloadType"] = envelope.Type,
                ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(envelope.Signature) }),
            },
        };
        return new Attachment(image, Type, SignedJson.Write(bundle))
        {
            Annotations = [new("dev.sigstore.bundle.content", "dsse-envelope"), new("dev.sigstore.bundle.predicateType", Predicate)],
        };
    }

    /// <summary>Tells whether a bundle is a key's signature of an image.</summary>
    /// <param name="bundle">The bundle, whoever wrote it.</param>
    /// <param name="digest">The image.</param>
    /// <param name="key">The key.</param>
    /// <returns>False also for what is no bundle.</returns>
    public static bool IsSignature(ReadOnlySpan<byte> bundle, string digest, SigningKey key)
    {
        try
        {
            var envelope = JsonNode.Parse(bundle)?["dsseEnvelope"];
            var payload = Convert.FromBase64String(envelope!["payload"]!.GetValue<string>());
            var type = envelope["payloadType"]!.GetValue<string>();
            var statement = JsonNode.Parse(payload)!;
            return statement["predicateType"]?.GetValue<string>() == Predicate
                && statement["subject"]!.AsArray().Any(subject => $"sha256:{subject?["digest"]?["sha256"]?.GetValue<string>()}" == digest)
                && envelope["signatures"]!
                    .AsArray()
                    .Select(signature => Convert.FromBase64String(signature!["sig"]!.GetValue<string>()))
                    .Any(signature => new DsseEnvelope(type, payload, signature).IsSignedBy(key));
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or NullReferenceException)
        {
            return false;
        }
    }

    private static byte[] Statement(string digest) =>
        SignedJson.Write(
            new JsonObject
            {
                ["_type"] = "https://in-toto.io/Statement/v1",
                ["subject"] = new JsonArray(new JsonObject { ["digest"] = SignedJson.Digest(digest) }),
                ["predicateType"] = Predicate,
                ["predicate"] = new JsonObject(),
            }
        );
}
