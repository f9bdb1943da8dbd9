using System.Numerics;
using System.Security.Cryptography;

namespace Images.Publishing.Attaching.Keys;

/// <summary>Opens NaCl's <c>crypto_secretbox</c>: XSalsa20 and Poly1305 (https://nacl.cr.yp.to/secretbox.html).</summary>
internal static class SecretBox
{
    /// <summary>The bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>The bytes of a nonce.</summary>
    public const int NonceBytes = 24;

    private const int TagBytes = 16;

    private static readonly BigInteger Prime = BigInteger.Pow(2, 130) - 5;
    private static readonly BigInteger Clamp = BigInteger.Parse(
        "0ffffffc0ffffffc0ffffffc0fffffff",
        System.Globalization.NumberStyles.AllowHexSpecifier,
        System.Globalization.CultureInfo.InvariantCulture
    );

    /// <summary>Opens a box.</summary>
    /// <param name="box">The tag, and what is encrypted.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="key">The key.</param>
    /// <returns>What was in it; null when the key is another one, or the box was changed.</returns>
    public static byte[]? Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key)
    {
        if (box.Length < TagBytes || nonce.Length != NonceBytes || key.Length != KeyBytes)
        {
            return null;
        }

        var encrypted = box[TagBytes..];
        var stream = Salsa.Stream(key, nonce, KeyBytes + encrypted.Length);
        if (!CryptographicOperations.FixedTimeEquals(Tag(encrypted, stream.AsSpan(0, KeyBytes)), box[..TagBytes]))
        {
            return null;
        }

        var opened = new byte[encrypted.Length];
        for (var index = 0; index < opened.Length; index++)
        {
            opened[index] = (byte)(encrypted[index] ^ stream[KeyBytes + index]);
        }

        return opened;
    }

    // RFC 8439, section 2.5.
    private static byte[] Tag(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key)
    {
        var factor = Number(key[..16]) & Clamp;
        var sum = BigInteger.Zero;
        for (var start = 0; start < message.Length; start += 16)
        {
            var block = message[start..Math.Min(start + 16, message.Length)];
            sum = (sum + Number(block) + (BigInteger.One << (8 * block.Length))) * factor % Prime;
        }

        var tag = new byte[TagBytes];
        var bytes = ((sum + Number(key[16..])) & ((BigInteger.One << 128) - 1)).ToByteArray(isUnsigned: true);
        bytes.CopyTo(tag, 0);
        return tag;
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true);
}
