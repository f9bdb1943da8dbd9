using System.Text;

namespace Images.Testing.Inventory.Finding;

/// <summary>
/// Finds Python packages: the core metadata in *.dist-info and *.egg-info of any site-packages or dist-packages. What Debian's
/// packages brought is told by the names of these folders, so that those need not be read.
/// </summary>
internal sealed class PythonPackages : IPackageFinder
{
    private const int LongestLicense = 100;
    private const string OfLicense = "License ::";

    private readonly Dictionary<string, InstalledPackage> packages = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Wants(string path) => FolderOf(path) is not null;

    /// <inheritdoc/>
    public void Read(string path, byte[] content)
    {
        var metadata = ControlText.Read(Encoding.UTF8.GetString(content)).FirstOrDefault();
        if (metadata is null || metadata["Name"].Length == 0 || metadata["Version"].Length == 0)
        {
            throw new FormatException("names no package and version");
        }

        var folder = FolderOf(path)!;
        packages[folder] = new InstalledPackage(PackageKind.Python, metadata["Name"], metadata["Version"])
        {
            Licenses = Licenses(metadata),
            Location = folder,
        };
    }

    /// <inheritdoc/>
    public IEnumerable<InstalledPackage> Found(IReadOnlyDictionary<string, string> links, IReadOnlyDictionary<string, string> owners)
    {
        var byFolder = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, owner) in owners)
        {
            if (FolderOf(path) is { } folder)
            {
                byFolder[folder] = owner;
            }
        }

        // By its folder's name even where the file was read, so that the same package is the same however an image was read.
        foreach (var folder in byFolder.Keys)
        {
            if (Named(folder) is { } named)
            {
                packages[folder] = named;
            }
        }

        return packages.Select(package => package.Value with { Owner = byFolder.GetValueOrDefault(package.Key) });
    }

    // .../site-packages/NAME-VERSION.dist-info/METADATA, .../NAME-VERSION.egg-info/PKG-INFO or .../NAME-VERSION.egg-info
    private static string? FolderOf(string path)
    {
        var folder =
            path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal) || path.EndsWith(".egg-info/PKG-INFO", StringComparison.Ordinal)
                ? path[..path.LastIndexOf('/')]
            : path.EndsWith(".egg-info", StringComparison.Ordinal) ? path
            : null;
        var parent = folder is null ? default : Path.GetFileName(folder.AsSpan(0, folder.LastIndexOf('/')));
        return parent is "site-packages" or "dist-packages" ? folder : null;
    }

    private static InstalledPackage? Named(string folder)
    {
        var name = Path.GetFileNameWithoutExtension(folder);
        // NAME-VERSION, and -pyX.Y behind that of an egg.
        return name.Split('-') is [{ Length: > 0 } project, { Length: > 0 } version, ..]
            ? new InstalledPackage(PackageKind.Python, project.Replace('_', '-'), version) { Location = folder }
            : null;
    }

    // Core metadata 2.4: an expression. Before: classifiers, and a field of free text that may hold the whole licence.
    private static List<string> Licenses(ControlParagraph metadata)
    {
        if (metadata["License-Expression"] is { Length: > 0 } expression)
        {
            return [expression];
        }

        var classifiers = metadata
            .All("Classifier")
            .Where(classifier => classifier.StartsWith(OfLicense, StringComparison.Ordinal))
            .Select(classifier => classifier[(classifier.LastIndexOf(':') + 1)..].Trim())
            .Where(name => name is not ("" or "OSI Approved"))
            .Order(StringComparer.Ordinal)
            .ToList();
        return classifiers.Count > 0 ? classifiers
            : metadata["License"] is { Length: > 0 and <= LongestLicense } text
            && text != "UNKNOWN"
            && !text.Contains('\n', StringComparison.Ordinal)
                ? [text]
            : [];
    }
}
