using Images.BuildKit.Errors;

namespace Images.BuildKit.Contexts;

/// <summary>
/// The sources of COPY and ADD, resolved inside a context: wildcards become names, and each symbolic link on the way is
/// wanted itself together with what it points to. Links never lead out of the root.
/// </summary>
internal sealed class FollowPaths
{
    private const int MostLinks = 255;

    private readonly IContextSource source;
    private readonly HashSet<string> wanted = new(StringComparer.Ordinal);
    private readonly HashSet<string> ancestors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ContextEntry>> listed = new(StringComparer.Ordinal);

    private FollowPaths(IContextSource source) => this.source = source;

    /// <summary>Resolves paths; an empty one stands for everything.</summary>
    public static FollowPaths Resolve(IContextSource source, IEnumerable<string> paths)
    {
        var result = new FollowPaths(source);
        foreach (var path in paths)
        {
            result.Follow("", ContextPath.Clean(path), MostLinks);
        }

        return result;
    }

    /// <summary>Nothing was asked for.</summary>
    public bool IsEmpty => wanted.Count == 0;

    /// <summary>A path is wanted, given whether its directory is.</summary>
    public bool Wants(string path, bool parentWanted) => parentWanted || wanted.Contains(path);

    /// <summary>The root is wanted, and so everything is.</summary>
    public bool WantsAll => wanted.Contains("");

    /// <summary>The names and links that were asked for, and what these lead to.</summary>
    public IReadOnlyList<string> Roots => [.. wanted];

    /// <summary>Something wanted lies under this directory.</summary>
    public bool MayWantUnder(string directory) => ancestors.Contains(directory);

    private void Follow(string directory, string rest, int links)
    {
        if (rest.Length == 0)
        {
            Want(directory);
            return;
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? rest : rest[..slash];
        var remaining = slash < 0 ? "" : rest[(slash + 1)..];
        if (name.Contains("**", StringComparison.Ordinal))
        {
            // More than is needed, never less: the engine selects again.
            Want(directory);
            return;
        }

        var pattern = name.AsSpan().IndexOfAny(@"*?[\") >= 0 ? IgnorePattern.Glob(name) : null;
        var entries = List(directory).Where(e => pattern?.Matches(e.Name) ?? string.Equals(e.Name, name, StringComparison.Ordinal));
        foreach (var entry in entries)
        {
            var path = ContextPath.Join(directory, entry.Name);
            if (entry is { Kind: ContextEntryKind.SymbolicLink, LinkTarget: { } target })
            {
                Want(path);
                if (links > 0)
                {
                    var resolved = ContextPath.Clean(target.StartsWith('/') ? target : $"{directory}/{target}");
                    Follow("", remaining.Length == 0 ? resolved : $"{resolved}/{remaining}", links - 1);
                }
            }
            else if (remaining.Length == 0)
            {
                Want(path);
            }
            else if (entry.Kind == ContextEntryKind.Directory)
            {
                Follow(path, remaining, links);
            }
        }

        // A name that is not there keeps the request from being an empty one, which would stand for everything.
        Ancestors(ContextPath.Join(directory, name));
        wanted.Add(ContextPath.Join(directory, rest));
    }

    private void Want(string path)
    {
        wanted.Add(path);
        Ancestors(path);
    }

    private void Ancestors(string path)
    {
        while (path.Length > 0)
        {
            path = ContextPath.DirectoryOf(path);
            ancestors.Add(path);
        }
    }

    private IReadOnlyList<ContextEntry> List(string directory)
    {
        if (listed.TryGetValue(directory, out var entries))
        {
            return entries;
        }

        try
        {
            entries = source.List(directory);
        }
        catch (BuildContextException)
        {
            // Not a directory: nothing is found under it, and the engine says so with the instruction at hand.
            entries = [];
        }

        return listed[directory] = entries;
    }
}
