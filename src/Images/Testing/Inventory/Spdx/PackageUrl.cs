using System.Text;

namespace Images.Testing.Inventory.Spdx;

/// <summary>Writes package URLs (https://github.com/package-url/purl-spec).</summary>
public static class PackageUrl
{
    /// <summary>Writes that of a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="distribution">Where it is installed; null when unknown.</param>
    /// <returns>Such as <c>pkg:deb/debian/curl@7.88.1-10?arch=amd64&amp;distro=debian-12</c>.</returns>
    public static string Of(InstalledPackage package, Distribution? distribution)
    {
        var url = new StringBuilder("pkg:").Append(PackageKinds.Type(package.Kind)).Append('/');
        switch (package.Kind)
        {
            case PackageKind.Debian:
                url.Append(Escape((distribution?.Id ?? "debian").ToLowerInvariant()))
                    .Append('/')
                    .Append(Escape(package.Name.ToLowerInvariant()));
                break;
            case PackageKind.Python:
                url.Append(Escape(package.Name.ToLowerInvariant().Replace('_', '-')));
                break;
            case PackageKind.Npm:
                url.AppendJoin('/', package.Name.Split('/').Select(Escape));
                break;
            default:
                url.Append(Escape(package.Name));
                break;
        }

        url.Append('@').Append(Escape(package.Version));
        // In the order of their names.
        var qualifiers = new List<string>();
        if (package.Kind == PackageKind.Debian)
        {
            if (package.Architecture is { } architecture)
            {
                qualifiers.Add($"arch={Escape(architecture)}");
            }

            if (distribution is { Version.Length: > 0 })
            {
                qualifiers.Add($"distro={Escape(distribution.Id)}-{Escape(distribution.Version)}");
            }

            if (package.Source is not null || package.SourceVersion is not null)
            {
                var version = package.SourceVersion is { } source ? $"@{source}" : string.Empty;
                qualifiers.Add($"upstream={Escape((package.Source ?? package.Name) + version)}");
            }
        }

        return qualifiers.Count == 0 ? url.ToString() : url.Append('?').AppendJoin('&', qualifiers).ToString();
    }

    /// <summary>Writes that of an image.</summary>
    /// <param name="name">Its repository, with or without registry and tag; the last part of it names the image.</param>
    /// <param name="digest">Its digest.</param>
    /// <returns>Such as <c>pkg:oci/base@sha256%3Aab...</c>.</returns>
    public static string OfImage(string name, string digest)
    {
        var last = name[(name.LastIndexOf('/') + 1)..].Split(':', '@')[0];
        return $"pkg:oci/{Escape(last.ToLowerInvariant())}@{Escape(digest)}";
    }

    // RFC 3986's unreserved characters stay; a colon is written as it is nowhere here.
    private static string Escape(string text) => Uri.EscapeDataString(text);
}
