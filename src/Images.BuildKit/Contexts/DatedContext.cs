using System.Collections.Concurrent;

namespace Images.BuildKit.Contexts;

/// <summary>
/// The files of a context as if all were of one time: when somebody edited or checked them out is no part of a commit, but what is
/// copied into an image keeps it.
/// </summary>
/// <remarks>
/// The fraction of the second comes from the file's own time, since size and time are all that the engine compares to know what
/// changed; layers have whole seconds.
/// </remarks>
/// <param name="inner">The files.</param>
/// <param name="time">Their time, to the second.</param>
public sealed class DatedContext(IContextSource inner, DateTimeOffset time) : IContextSource
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long LatestSecond = (long.MaxValue / NanosecondsPerSecond) - 1;

    // Two times of the same fraction give two fractions, unless they are a multiple of 31 years apart.
    private const long Step = 1_000_003;

    private readonly long nanoseconds = Math.Clamp(time.ToUnixTimeSeconds(), 0, LatestSecond) * NanosecondsPerSecond;
    private readonly ConcurrentDictionary<(string Path, long Nanoseconds), ContextEntry> files = new();

    /// <inheritdoc/>
    public string SharedKey => inner.SharedKey;

    /// <inheritdoc/>
    public IReadOnlyList<ContextEntry> List(string directory)
    {
        var dated = new List<ContextEntry>();
        foreach (var entry in inner.List(directory))
        {
            dated.Add(entry with { ModifiedNanoseconds = nanoseconds + Fraction(entry.ModifiedNanoseconds) });
            if (entry.Kind == ContextEntryKind.File)
            {
                files[(ContextPath.Join(directory, entry.Name), dated[^1].ModifiedNanoseconds)] = entry;
            }
        }

        return dated;
    }

    /// <inheritdoc/>
    public Stream Open(string path, ContextEntry expected) =>
        inner.Open(path, files.GetValueOrDefault((path, expected.ModifiedNanoseconds), expected));

    private static long Fraction(long modified)
    {
        var (seconds, fraction) = (Math.Abs(modified / NanosecondsPerSecond), Math.Abs(modified % NanosecondsPerSecond));
        return ((seconds * Step) + fraction) % NanosecondsPerSecond;
    }
}
