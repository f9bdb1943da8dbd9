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
    public static IEnumerable<ContextFile> Reached(IContextSource context, IReadOnlyList<string> sources)
    {
        if (sources.Count == 0)
        {
            return [];
        }

        var filter = new ContextFilter([], DockerIgnore.Read(context), sources);
        return new ContextWalk(context, filter, _ => { }).Entries().Select(walked => new ContextFile(walked.Path, walked.Entry));
    }
}

/// <summary>A name in a context.</summary>
/// <param name="Path">Relative to the root, with '/'.</param>
/// <param name="Entry">What it is.</param>
public sealed record ContextFile(string Path, ContextEntry Entry);
