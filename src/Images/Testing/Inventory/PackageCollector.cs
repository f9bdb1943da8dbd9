using System.Collections.Concurrent;
using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Images.Engines;
using Images.Testing.Inventory.Finding;

namespace Images.Testing.Inventory;

/// <summary>Collects what tells of packages among the files that come by. What cannot be read is noted and passed over.</summary>
internal sealed class PackageCollector : IImageVisitor
{
    private const int LongestFile = 64 << 20;
    private const int LongestName = 256;
    private const int MostPackages = 200_000;
    private const int MostNotes = 20;
    private const string Release = "/etc/os-release";
    private const string VendorRelease = "/usr/lib/os-release";

    private readonly Lock access = new();
    private readonly IReadOnlyList<IPackageFinder> finders =
    [
        new DebianPackages(),
        new PythonPackages(),
        new RPackages(),
        new NpmPackages(),
    ];
    private readonly DebianFiles files = new();
    private readonly ConcurrentDictionary<string, string> links = new(StringComparer.Ordinal);
    private readonly SortedSet<string> notes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OsRelease> releases = new(StringComparer.Ordinal);

    /// <summary>Gets whether dpkg's lists of files came by, which tell of all that its packages brought.</summary>
    public bool HasDebianFiles { get; private set; }

    /// <inheritdoc/>
    public async ValueTask VisitAsync(string path, TarEntry entry, CancellationToken cancellationToken)
    {
        if (!Wants(path, entry))
        {
            return;
        }

        var content = new byte[entry.Length];
        if (entry.DataStream is { } data)
        {
            await data.ReadExactlyAsync(content, cancellationToken);
        }

        Take(path, content);
    }

    /// <summary>Tells whether the content of a file has to be read. Links are remembered, and what is too long is noted.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="entry">What it is.</param>
    /// <returns>True for what <see cref="Take"/> is to be given.</returns>
    public bool Wants(string path, TarEntry entry)
    {
        if (entry.EntryType == TarEntryType.SymbolicLink)
        {
            // Only those of packages' documents are ever asked for.
            if (path.StartsWith("/usr/share/doc/", StringComparison.Ordinal))
            {
                links[path] = entry.LinkName;
            }

            return false;
        }

        if (
            entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            || !(DebianFiles.Wants(path) || path is Release or VendorRelease || finders.Any(finder => finder.Wants(path)))
        )
        {
            return false;
        }

        if (entry.Length > LongestFile)
        {
            Miss(string.Create(CultureInfo.InvariantCulture, $"{path}: has {entry.Length} bytes; it was not read"));
            return false;
        }

        return true;
    }

    /// <summary>Is given the content of a file.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="content">Its bytes.</param>
    public void Take(string path, byte[] content)
    {
        lock (access)
        {
            Read(path, content);
        }
    }

    /// <inheritdoc/>
    public void Miss(string note)
    {
        lock (access)
        {
            if (notes.Count < MostNotes)
            {
                notes.Add(ContainerText.HarmlessLine(note));
            }
        }
    }

    /// <summary>Gets what was found.</summary>
    /// <param name="image">The image's id or digest.</param>
    /// <returns>The inventory.</returns>
    public ImageInventory Finish(string image)
    {
        lock (access)
        {
            var found = new Dictionary<(PackageKind, string, string, string?), InstalledPackage>();
            foreach (var package in finders.SelectMany(finder => finder.Found(links, files.Owners)))
            {
                var key = (package.Kind, package.Name, package.Version, package.Architecture);
                if (!IsName(package.Name) || !IsName(package.Version))
                {
                    Miss(
                        $"{package.Location ?? "dpkg"}: '{ContainerText.Shorten(package.ToString(), LongestName)}' is no name and version; it was left out"
                    );
                }
                else if (!found.TryGetValue(key, out var other) || string.CompareOrdinal(package.Location, other.Location) < 0)
                {
                    // Of several copies the one whose place sorts first, whatever came by first.
                    found[key] = package;
                }
            }

            if (found.Count > MostPackages)
            {
                Miss(string.Create(CultureInfo.InvariantCulture, $"there are {found.Count} packages; only {MostPackages} are listed"));
            }

            // What a Debian package brought is under the licences of that package, if it names none itself.
            var debian = found
                .Values.Where(package => package.Kind == PackageKind.Debian)
                .ToLookup(package => package.Name, package => package.Licenses, StringComparer.Ordinal);
            var packages = found
                .Values.Select(package =>
                    package is { Owner: { } owner, Licenses.Count: 0 } && debian[owner].FirstOrDefault() is { } licenses
                        ? package with
                        {
                            Licenses = licenses,
                        }
                        : package
                )
                .OrderBy(package => package.Kind)
                .ThenBy(package => package.Name, StringComparer.Ordinal)
                .ThenBy(package => package.Version, StringComparer.Ordinal)
                .ThenBy(package => package.Architecture, StringComparer.Ordinal);
            return new ImageInventory(image, Distribution(), [.. packages.Take(MostPackages)], [.. notes]);
        }
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName
        && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\ufffd');

    private Distribution? Distribution() =>
        (releases.GetValueOrDefault(Release) ?? releases.GetValueOrDefault(VendorRelease)) is { Id.Length: > 0 } release
        && IsName(release.Id)
            ? new(release.Id, IsName(release.Version) ? release.Version : string.Empty)
            : null;

    private void Read(string path, byte[] content)
    {
        if (DebianFiles.Wants(path))
        {
            HasDebianFiles = true;
            files.Read(path, content);
        }
        else if (path is Release or VendorRelease)
        {
            releases[path] = OsRelease.Parse(Encoding.UTF8.GetString(content));
        }

        foreach (var finder in finders.Where(finder => finder.Wants(path)))
        {
            try
            {
                finder.Read(path, content);
            }
            catch (FormatException error)
            {
                Miss($"{path}: {error.Message}; it was left out");
            }
        }
    }
}
