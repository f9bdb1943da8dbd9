using System.Text;
using Images.Publishing.Attaching.Keys;

namespace Images.Publishing.Attaching.Signing;

/// <summary>A signed text with its type (https://github.com/secure-systems-lab/dsse, version 1).</summary>
/// <param name="Type">The media type of the text.</param>
/// <param name="Payload">The text.</param>
/// <param name="Signature">The signature in DER.</param>
internal sealed record DsseEnvelope(string Type, byte[] Payload, byte[] Signature)
{
    /// <summary>Signs a text.</summary>
    /// <param name="type">Its media type.</param>
    /// <param name="payload">The text.</param>
    /// <param name="key">The key.</param>
    /// <returns>The envelope.</returns>
    public static DsseEnvelope Sign(string type, byte[] payload, SigningKey key) => new(type, payload, key.Sign(Encode(type, payload)));

    /// <summary>Tells whether a key signed it.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True when it did.</returns>
    public bool IsSignedBy(SigningKey key) => key.Verifies(Encode(Type, Payload), Signature);

    // The pre-authentication encoding: what is really signed.
    private static byte[] Encode(string type, byte[] payload) =>
        [.. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {payload.Length} "), .. payload];
}
