namespace Images.Testing.Inventory;

/// <summary>Knows what the layers above hide. Layers come from the highest down.</summary>
internal sealed class LayerCover
{
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";

    // The paths that layers above have; of these, those below which nothing lower shows.
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> covering = new(StringComparer.Ordinal);
    private readonly List<string> pending = [];

    /// <summary>Tells whether a file of this layer is one of the image, and remembers it.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="isFolder">Whether it is a directory.</param>
    /// <returns>False for what is covered, and for the marks that cover.</returns>
    public bool Shows(string path, bool isFolder)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        if (IsCovered(path))
        {
            return false;
        }

        if (name == Opaque)
        {
            pending.Add(path[..slash]);
            return false;
        }

        if (name.StartsWith(Whiteout, StringComparison.Ordinal))
        {
            // What a layer takes away it may have itself, which comes before or after this.
            pending.Add(path[..(slash + 1)] + name[Whiteout.Length..]);
            return false;
        }

        if (!isFolder)
        {
            pending.Add(path);
        }

        return seen.Add(path);
    }

    /// <summary>Ends a layer: what it hides is hidden in those below it.</summary>
    public void EndLayer()
    {
        covering.UnionWith(pending);
        pending.Clear();
    }

    private bool IsCovered(string path)
    {
        if (covering.Contains(path))
        {
            return true;
        }

        for (var slash = path.LastIndexOf('/'); slash >= 0; slash = slash == 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            if (covering.Contains(path[..slash]))
            {
                return true;
            }
        }

        return false;
    }
}
