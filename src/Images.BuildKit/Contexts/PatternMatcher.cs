namespace Images.BuildKit.Contexts;

/// <summary>
/// Patterns in order, the last one that matches decides. A path also matches through a directory above it, so the state of
/// the parent is handed down a walk.
/// </summary>
internal sealed class PatternMatcher
{
    private readonly IReadOnlyList<IgnorePattern> patterns;

    /// <exception cref="Errors.BuildContextException">A pattern is malformed.</exception>
    public PatternMatcher(IEnumerable<string> lines)
    {
        patterns = [.. lines.Select(IgnorePattern.Parse).OfType<IgnorePattern>()];
    }

    /// <summary>No pattern at all.</summary>
    public bool IsEmpty => patterns.Count == 0;

    /// <summary>The state of the root, which nothing matches.</summary>
    public PatternState Root => new(false, new bool[patterns.Count]);

    /// <summary>The state of a path from that of its directory.</summary>
    public PatternState Match(string path, PatternState parent)
    {
        var matched = false;
        var each = new bool[patterns.Count];
        for (var i = 0; i < patterns.Count; i++)
        {
            var match = parent.Each[i];
            if (!match)
            {
                // Only a pattern that could change the verdict counts, and only then is handed down.
                if (patterns[i].IsException != matched)
                {
                    continue;
                }

                match = patterns[i].Matches(path);
            }

            each[i] = match;
            if (match)
            {
                matched = !patterns[i].IsException;
            }
        }

        return new(matched, each);
    }

    /// <summary>The state of a path by itself, through all directories above it.</summary>
    public bool Matches(string path)
    {
        var state = Root;
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            state = Match(path[..slash], state);
        }

        return Match(path, state).Matched;
    }

    /// <summary>Whether an exception ('!') could hold for something under a directory.</summary>
    public bool MayExceptUnder(string directory) => patterns.Any(pattern => pattern.IsException && MayMatchUnder(pattern, directory));

    /// <summary>Whether a pattern other than an exception could match something under a directory.</summary>
    public bool MayMatchUnder(string directory) => patterns.Any(pattern => !pattern.IsException && MayMatchUnder(pattern, directory));

    private static bool MayMatchUnder(IgnorePattern pattern, string directory) =>
        ContextPath.IsAtOrUnder(pattern.LiteralPrefix, directory) || ContextPath.IsAtOrUnder(directory, pattern.LiteralPrefix);
}
