using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Publishing.Attaching;

/// <summary>Writes the JSON of statements and signatures: on one line, members in the order in which they were added.</summary>
internal static class SignedJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(JsonObject document) => System.Text.Encoding.UTF8.GetBytes(document.ToJsonString(Plain));

    /// <summary>Writes a digest as in-toto does, <c>{"sha256": "HEX"}</c>.</summary>
    /// <param name="digest">Such as <c>sha256:HEX</c>.</param>
    /// <returns>The set.</returns>
    public static JsonObject Digest(string digest)
    {
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        return new JsonObject { [digest[..colon]] = digest[(colon + 1)..] };
    }
}
