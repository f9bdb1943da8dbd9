using System.Text;

namespace Images.Testing.Inventory.Finding;

/// <summary>Finds Debian packages: dpkg's status, or one file each where there is no dpkg, and their machine-readable copyright files.</summary>
internal sealed class DebianPackages : IPackageFinder
{
    private const string Status = "/var/lib/dpkg/status";
    private const string StatusFolder = "/var/lib/dpkg/status.d/";
    private const string Documents = "/usr/share/doc/";
    private const string Copyright = "/copyright";
    private const int MostLinks = 8;

    private readonly List<InstalledPackage> packages = [];
    private readonly Dictionary<string, IReadOnlyList<string>> licenses = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Wants(string path) =>
        path == Status
        || (path.StartsWith(StatusFolder, StringComparison.Ordinal) && !path.EndsWith(".md5sums", StringComparison.Ordinal))
        || (path.StartsWith(Documents, StringComparison.Ordinal) && path.EndsWith(Copyright, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Read(string path, byte[] content)
    {
        var paragraphs = ControlText.Read(Encoding.UTF8.GetString(content));
        if (path.StartsWith(Documents, StringComparison.Ordinal))
        {
            licenses[path] = DebianCopyright.Licenses(paragraphs);
            return;
        }

        packages.AddRange(paragraphs.Where(IsInstalled).Select(Package));
    }

    /// <inheritdoc/>
    public IEnumerable<InstalledPackage> Found(IReadOnlyDictionary<string, string> links, IReadOnlyDictionary<string, string> owners) =>
        packages.Select(package => package with { Licenses = LicensesOf(package.Name, links) });

    // Images without dpkg have no field of status.
    private static bool IsInstalled(ControlParagraph paragraph) =>
        paragraph["Package"].Length > 0
        && paragraph["Status"] is var status
        && (status.Length == 0 || status.EndsWith(" installed", StringComparison.Ordinal));

    private static InstalledPackage Package(ControlParagraph paragraph)
    {
        var (name, version) = (paragraph["Package"], paragraph["Version"]);
        // Source: NAME (VERSION), each only where it differs.
        var source = paragraph["Source"].Split(' ', 2);
        var sourceVersion = source is [_, var bracketed] ? bracketed.Trim('(', ')') : version;
        return new InstalledPackage(PackageKind.Debian, name, version)
        {
            Architecture = paragraph["Architecture"] is { Length: > 0 } architecture ? architecture : null,
            Source = source[0].Length > 0 && source[0] != name ? source[0] : null,
            SourceVersion = sourceVersion == version ? null : sourceVersion,
        };
    }

    // The folder, or the file in it, may be a link to that of another package of the same source.
    private IReadOnlyList<string> LicensesOf(string name, IReadOnlyDictionary<string, string> links)
    {
        var path = $"{Documents}{name}{Copyright}";
        for (var hops = 0; hops < MostLinks; hops++)
        {
            if (licenses.TryGetValue(path, out var found))
            {
                return found;
            }

            var folder = path[..^Copyright.Length];
            if (links.TryGetValue(path, out var target))
            {
                path = Below(folder, target);
            }
            else if (links.TryGetValue(folder, out target))
            {
                path = Below(Documents.TrimEnd('/'), target) + Copyright;
            }
            else
            {
                break;
            }

            if (!Wants(path))
            {
                break;
            }
        }

        return [];
    }

    private static string Below(string folder, string target)
    {
        var parts = new List<string>(target.StartsWith('/') ? [] : folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }
}
