using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Images.Registry.References;

/// <summary>The digest of content, <c>sha256:HEX</c> or <c>sha512:HEX</c> (OCI image specification, "Digests").</summary>
public static partial class ContentDigest
{
    private const string Sha256 = "sha256:";
    private const string Sha512 = "sha512:";
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Says whether a text is a digest in an algorithm that can be checked here.</summary>
    /// <param name="text">The text, or null.</param>
    /// <returns>True when it is.</returns>
    public static bool IsDigest([NotNullWhen(true)] string? text) =>
        text is not null && (Has(text, Sha256, SHA256.HashSizeInBytes) || Has(text, Sha512, SHA512.HashSizeInBytes));

    /// <summary>Computes the SHA-256 digest of bytes.</summary>
    /// <param name="bytes">The content.</param>
    /// <returns>The digest.</returns>
    public static string Of(ReadOnlySpan<byte> bytes) => Sha256 + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Says whether bytes are what a digest promises.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="bytes">The content.</param>
    /// <returns>False also for what is no digest.</returns>
    public static bool Matches(string digest, ReadOnlySpan<byte> bytes) =>
        digest
        == (digest.StartsWith(Sha512, StringComparison.Ordinal) ? Sha512 + Convert.ToHexStringLower(SHA512.HashData(bytes)) : Of(bytes));

    /// <summary>Finds a digest in a text of somebody else's.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The first; null where there is none.</returns>
    internal static string? Find(string text) => Any().Match(text) is { Success: true, Value: var digest } ? digest : null;

    [GeneratedRegex("sha512:[0-9a-f]{128}|sha256:[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    private static bool Has(string text, string prefix, int bytes) =>
        text.StartsWith(prefix, StringComparison.Ordinal)
        && text.Length == prefix.Length + (2 * bytes)
        && text.AsSpan(prefix.Length).IndexOfAnyExcept(Digits) < 0;
}
