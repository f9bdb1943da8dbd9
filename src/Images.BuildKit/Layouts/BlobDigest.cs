using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Images.BuildKit.Layouts;

/// <summary>The digest of a blob, in an algorithm that can be checked here: a name that is safe in a path.</summary>
/// <param name="Hex">64 digits in lower case.</param>
internal readonly record struct BlobDigest(string Hex)
{
    public const string Algorithm = "sha256";

    private const string Prefix = Algorithm + ":";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Reads <c>sha256:HEX</c>; false for all else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BlobDigest digest)
    {
        var isDigest =
            text is not null
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Length == Prefix.Length + (2 * SHA256.HashSizeInBytes)
            && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Digits) < 0;
        digest = isDigest ? new(text![Prefix.Length..]) : default;
        return isDigest;
    }

    public static BlobDigest Of(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    public override string ToString() => Prefix + Hex;
}
