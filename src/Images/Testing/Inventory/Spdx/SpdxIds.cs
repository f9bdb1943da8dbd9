using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Images.Testing.Inventory.Spdx;

/// <summary>Names what is in a document.</summary>
internal static partial class SpdxIds
{
    /// <summary>The document.</summary>
    public const string Document = "SPDXRef-DOCUMENT";

    /// <summary>The image.</summary>
    public const string Image = "SPDXRef-Image";

    /// <summary>Names a package: letters, digits, dots and hyphens only (SPDX 2.3, section 7.2).</summary>
    /// <param name="package">The package.</param>
    /// <returns>The same for the same package, another for any other.</returns>
    public static string Of(InstalledPackage package)
    {
        var text = $"{PackageKinds.Type(package.Kind)}\n{package.Name}\n{package.Version}\n{package.Architecture}";
        return $"SPDXRef-Package-{PackageKinds.Type(package.Kind)}-{Other().Replace(package.Name, "-")}-{Hash(text)[..12]}";
    }

    /// <summary>Names a document apart from all others (SPDX 2.3, section 6.5).</summary>
    /// <param name="subject">What it describes.</param>
    /// <param name="content">What it says.</param>
    /// <returns>A URI; the same for the same content.</returns>
    public static string Namespace(SpdxSubject subject, string content)
    {
        // A UUID of version 8 (RFC 9562): its bits come from the digest and the content.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{subject.Name}\n{subject.Digest}\n{content}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"http://spdx.org/spdxdocs/{Other().Replace(subject.Name, "-").Trim('-')}-{new Guid(hash, bigEndian: true):D}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("[^A-Za-z0-9.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
