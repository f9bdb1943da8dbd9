namespace Images.BuildKit.Contexts;

/// <summary>Tells which files a source takes of those that lie at or below it.</summary>
internal sealed class SelectedFiles
{
    private readonly IReadOnlyList<string> roots;
    private readonly PatternMatcher? include;
    private readonly PatternMatcher exclude;

    /// <param name="context">The files.</param>
    /// <param name="selection">The source.</param>
    /// <exception cref="Errors.BuildContextException">A pattern is malformed.</exception>
    public SelectedFiles(IContextSource context, ContextSelection selection)
    {
        roots = FollowPaths.Resolve(context, [selection.Base ?? selection.Source]).Roots;
        include = selection.Pattern is { } pattern ? new PatternMatcher([pattern]) : null;
        exclude = new PatternMatcher(selection.Excludes);
    }

    /// <summary>Whether the source takes a file, directory or link itself. A directory above one that it takes is needed too.</summary>
    /// <param name="path">The path; the source is at or above it.</param>
    /// <returns>True when it does.</returns>
    public bool Take(string path) => roots.Any(root => Take(path, root));

    private bool Take(string path, string root)
    {
        if (!ContextPath.IsAtOrUnder(path, root))
        {
            return false;
        }

        // What is named is taken, whatever its name.
        var below = root.Length == 0 ? path : path[root.Length..].TrimStart('/');
        return below.Length == 0 ? include is null : include?.Matches(below) != false && !exclude.Matches(below);
    }
}
