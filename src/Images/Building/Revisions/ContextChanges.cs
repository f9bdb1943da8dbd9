using Images.BuildKit.Contexts;
using Images.Rendering;

namespace Images.Building.Revisions;

/// <summary>Finds the changed files that Dockerfiles can reach, in what the folders hold now and in what they held.</summary>
/// <param name="files">All changed files.</param>
/// <param name="committed">The family as it was.</param>
internal sealed class ContextChanges(ChangedFiles files, CommittedFamily committed)
{
    private readonly Dictionary<(string Folder, string Sources), IReadOnlySet<string>> reached = [];

    /// <summary>Lists the changes that are inputs of an image.</summary>
    /// <param name="before">The image as it was.</param>
    /// <param name="now">The image as it is.</param>
    /// <returns>Paths relative to the family's root, in ordinal order.</returns>
    public IEnumerable<string> Of(RenderedImage before, RenderedImage now)
    {
        var folder = $"images/{now.Variant.Image}";
        var changed = files.In(folder).ToList();
        if (changed.Count == 0)
        {
            return [];
        }

        var (then, here) = (Reached(before), Reached(now));
        var touched = then.Union(here).Where(path => changed.Exists(change => path == change || IsBelow(path, change)));
        // What .dockerignore or a link lets in or keeps out now. What git ignores has never been known to it.
        var let = here.Except(then).Where(path => committed.Paths.Contains($"{folder}/{path}"));
        var kept = then.Except(here);
        return touched
            .Concat(before.Dockerfile == now.Dockerfile ? let.Concat(kept) : [])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(path => $"{folder}/{path}");
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    // Git knows no folders.
    private IReadOnlySet<string> Reached(RenderedImage image)
    {
        var (folder, sources) = (image.Variant.Directory, CopySources.SelectionsOf(image.Dockerfile));
        var key = (folder, string.Join('\0', sources.Select(CopySources.KeyOf)));
        if (!reached.TryGetValue(key, out var paths))
        {
            paths = ContextFiles
                .Reached(new DirectoryContext(folder), sources)
                .Where(file => file.Entry.Kind != ContextEntryKind.Directory)
                .Select(file => file.Path)
                .ToHashSet(StringComparer.Ordinal);
            reached.Add(key, paths);
        }

        return paths;
    }
}
