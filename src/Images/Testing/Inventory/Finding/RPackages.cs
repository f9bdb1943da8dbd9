using System.Text;

namespace Images.Testing.Inventory.Finding;

/// <summary>Finds R packages: the DESCRIPTION of each folder of a library.</summary>
internal sealed class RPackages : IPackageFinder
{
    private const string File = "/DESCRIPTION";

    private readonly List<InstalledPackage> packages = [];

    /// <inheritdoc/>
    public bool Wants(string path) => path.EndsWith(File, StringComparison.Ordinal) && IsLibrary(path[..^File.Length]);

    /// <inheritdoc/>
    public void Read(string path, byte[] content)
    {
        var description = ControlText.Read(Encoding.UTF8.GetString(content)).FirstOrDefault();
        if (description is null || description["Package"].Length == 0 || description["Version"].Length == 0)
        {
            throw new FormatException("names no package and version");
        }

        packages.Add(
            new InstalledPackage(PackageKind.R, description["Package"], description["Version"])
            {
                Licenses = description["License"].ReplaceLineEndings(" ") is { Length: > 0 } license ? [license] : [],
                Location = path[..^File.Length],
            }
        );
    }

    /// <inheritdoc/>
    public IEnumerable<InstalledPackage> Found(IReadOnlyDictionary<string, string> links, IReadOnlyDictionary<string, string> owners) =>
        packages.Select(package => package with { Owner = owners.GetValueOrDefault(package.Location + File) });

    // LIBRARY/NAME, where libraries are named as R and its distributions do.
    private static bool IsLibrary(string folder)
    {
        var library = Path.GetFileName(folder.AsSpan(0, Math.Max(0, folder.LastIndexOf('/'))));
        return library is "library" or "site-library" or "host-site-library";
    }
}
