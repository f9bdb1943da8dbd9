namespace Images.Definitions;

/// <summary>Paths with every symbolic link followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Follows every symbolic link of a path.</summary>
    /// <param name="path">An absolute path; what does not exist stays as it is.</param>
    /// <returns>The path without links.</returns>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string Of(string path)
    {
        var links = 0;
        var root = Path.GetPathRoot(path)!;
        var real = root;
        var rest = new Stack<string>(Parts(path[root.Length..]).Reverse());
        while (rest.TryPop(out var part))
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException("too many symbolic links");
            }

            var full = Path.GetFullPath(target, real);
            real = root;
            foreach (var piece in Parts(full[root.Length..]).Reverse())
            {
                rest.Push(piece);
            }
        }

        return real;
    }

    /// <summary>Says whether a path lies in a folder.</summary>
    /// <param name="path">A path without links.</param>
    /// <param name="folder">A folder's path without links.</param>
    /// <returns>True when it does.</returns>
    public static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string[] Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
