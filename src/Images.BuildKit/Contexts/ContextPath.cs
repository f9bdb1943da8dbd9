namespace Images.BuildKit.Contexts;

/// <summary>Paths inside a context: relative, with '/', without '.' and '..'; the root is empty.</summary>
internal static class ContextPath
{
    /// <summary>
    /// Cleans a path as a whole, in words only. What would lead out of the root stays at the root, or keeps its '..' where
    /// that is asked for.
    /// </summary>
    public static string Clean(string path, bool keepParents = false)
    {
        var names = new List<string>();
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == "..")
            {
                if (names.Count > 0 && names[^1] != "..")
                {
                    names.RemoveAt(names.Count - 1);
                }
                else if (keepParents)
                {
                    names.Add(name);
                }
            }
            else if (name != ".")
            {
                names.Add(name);
            }
        }

        return string.Join('/', names);
    }

    /// <summary>Puts a name behind a directory.</summary>
    public static string Join(string directory, string name) => directory.Length == 0 ? name : $"{directory}/{name}";

    /// <summary>The directory of a path; the root for a bare name.</summary>
    public static string DirectoryOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    /// <summary>The last name of a path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Whether a path is a directory or lies under it.</summary>
    public static bool IsAtOrUnder(string path, string directory) =>
        directory.Length == 0
        || (path.StartsWith(directory, StringComparison.Ordinal) && (path.Length == directory.Length || path[directory.Length] == '/'));
}
