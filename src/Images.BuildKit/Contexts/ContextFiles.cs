namespace Images.BuildKit.Contexts;

/// <summary>Lists what an engine would be sent of a context.</summary>
public static class ContextFiles
{
    /// <summary>
    /// Finds what some sources of COPY and ADD can reach: wildcards and symbolic links are resolved inside the context, and what
    /// the context's own .dockerignore names is left out.
    /// </summary>
    /// <param name="context">The files.</param>
    /// <param name="sources">The sources as they stand in the instruction; an empty one is the whole context.</param>
    /// <returns>The directories, files and links in the order in which they would be sent.</returns>
    /// <exception cref="Errors.BuildContextException">Something cannot be read, or a pattern of .dockerignore is malformed.</exception>
    public static IEnumerable<ContextFile> Reached(IContextSource context, IReadOnlyList<string> sources) =>
        sources.Count == 0 ? [] : Walk(context, sources);

    /// <summary>Finds what some sources take; see <see cref="Reached(IContextSource, IReadOnlyList{string})"/>.</summary>
    /// <param name="context">The files.</param>
    /// <param name="sources">The sources.</param>
    /// <returns>The directories, files and links in the order in which they would be sent.</returns>
    /// <exception cref="Errors.BuildContextException">Something cannot be read, or a pattern is malformed.</exception>
    public static IEnumerable<ContextFile> Reached(IContextSource context, IReadOnlyList<ContextSelection> sources)
    {
        var all = Reached(context, [.. sources.Select(source => source.Source)]);
        return sources.All(source => source.IsWhole) ? all : Selected(context, sources, [.. all]);
    }

    /// <summary>Finds what sources lie at or above, and none of them takes.</summary>
    /// <param name="context">The files.</param>
    /// <param name="sources">The sources.</param>
    /// <returns>The paths.</returns>
    /// <exception cref="Errors.BuildContextException">Something cannot be read, or a pattern is malformed.</exception>
    public static IReadOnlySet<string> LeftOut(IContextSource context, IReadOnlyList<ContextSelection> sources) =>
        sources.All(source => source.IsWhole)
            ? new HashSet<string>()
            : Reached(context, [.. sources.Select(source => source.Source)])
                .Select(file => file.Path)
                .Except(Reached(context, sources).Select(file => file.Path))
                .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<ContextFile> Selected(
        IContextSource context,
        IReadOnlyList<ContextSelection> sources,
        IReadOnlyList<ContextFile> all
    )
    {
        var whole = sources.Where(source => source.IsWhole).Select(source => source.Source).ToList();
        var kept = Reached(context, whole).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var source in sources.Where(source => !source.IsWhole))
        {
            var selected = new SelectedFiles(context, source);
            foreach (var file in Walk(context, [source.Source]).Where(file => selected.Take(file.Path)))
            {
                for (var path = file.Path; path.Length > 0 && kept.Add(path); path = ContextPath.DirectoryOf(path))
                {
                    // Its directories are made as they are here.
                }
            }
        }

        return all.Where(file => kept.Contains(file.Path));
    }

    private static IEnumerable<ContextFile> Walk(IContextSource context, IReadOnlyList<string> sources)
    {
        var filter = new ContextFilter([], DockerIgnore.Read(context), sources);
        return new ContextWalk(context, filter, _ => { }).Entries().Select(walked => new ContextFile(walked.Path, walked.Entry));
    }
}

/// <summary>A name in a context.</summary>
/// <param name="Path">Relative to the root, with '/'.</param>
/// <param name="Entry">What it is.</param>
public sealed record ContextFile(string Path, ContextEntry Entry);
