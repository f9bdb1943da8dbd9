namespace Images.Testing.Inventory;

/// <summary>Where an image may have packages. An engine cannot be asked for names alone, so that each folder is read whole.</summary>
internal static class PackageFolders
{
    private const int MostOwn = 32;

    // Where distributions, and the images that build Python, R or Node.js themselves, install packages.
    private static readonly string[] Usual =
    [
        "/var/lib/dpkg",
        "/usr/share/doc",
        "/usr/lib/os-release",
        "/etc/os-release",
        "/usr/local/lib",
        "/usr/lib/R",
        "/usr/lib/node_modules",
        "/usr/share/nodejs",
        "/opt",
    ];

    // Python's of distributions without dpkg; Debian's are told by dpkg's lists.
    private static readonly string[] Python =
    [
        .. Enumerable
            .Range(6, 15)
            .SelectMany(minor => new[] { $"/usr/lib/python3.{minor}/site-packages", $"/usr/lib64/python3.{minor}/site-packages" }),
    ];

    // Lists of folders, and folders that hold environments of their own.
    private static readonly string[] Variables =
    [
        "VIRTUAL_ENV",
        "CONDA_PREFIX",
        "PYTHONPATH",
        "R_LIBS",
        "R_LIBS_SITE",
        "R_HOME",
        "NODE_PATH",
    ];

    /// <summary>Lists the folders to read.</summary>
    /// <param name="environment">The image's variables, as <c>NAME=VALUE</c>.</param>
    /// <returns>Absolute paths, none below another.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<string> environment)
    {
        var own = new List<string>();
        foreach (var (name, value) in environment.Select(Split))
        {
            var folders = value.Split(':', StringSplitOptions.RemoveEmptyEntries).Where(folder => folder.StartsWith('/'));
            own.AddRange(
                name == "PATH"
                    ? folders.Where(folder => folder.EndsWith("/bin", StringComparison.Ordinal)).Select(folder => folder[..^4] + "/lib")
                : Variables.Contains(name) ? folders
                : []
            );
        }

        return WithoutNested(Usual.Concat(own.Select(Clean).OfType<string>().Take(MostOwn)));
    }

    /// <summary>Lists the folders to read in an image without dpkg.</summary>
    public static IReadOnlyList<string> WithoutDebian => Python;

    private static (string Name, string Value) Split(string variable) =>
        variable.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            ? (variable[..equals], variable[(equals + 1)..])
            : (variable, string.Empty);

    // Null for what is too much to read: the root, and the system's own folders, whose packages are found elsewhere.
    private static string? Clean(string folder)
    {
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        return
            parts
                is []
                    or ["lib" or "lib64" or "usr" or "bin" or "sbin" or "proc" or "sys" or "dev"]
                    or ["usr", "lib" or "local" or "share" or "bin"]
            || parts.Contains("..")
            ? null
            : "/" + string.Join('/', parts);
    }

    private static List<string> WithoutNested(IEnumerable<string> folders)
    {
        var kept = new List<string>();
        foreach (
            var folder in folders
                .Distinct(StringComparer.Ordinal)
                .OrderBy(folder => folder.Length)
                .ThenBy(folder => folder, StringComparer.Ordinal)
        )
        {
            if (!kept.Any(other => folder.StartsWith(other + "/", StringComparison.Ordinal)))
            {
                kept.Add(folder);
            }
        }

        return kept;
    }
}
