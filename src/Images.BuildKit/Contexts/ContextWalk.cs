using System.Text;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Contexts;

/// <summary>
/// Walks a context in the order that the engine checks: depth first, names of a directory by the bytes of their UTF-8, every
/// directory before what is in it. Directories that hold nothing asked for are not entered where that can be known.
/// </summary>
internal sealed class ContextWalk
{
    private readonly IContextSource source;
    private readonly Action<string> warn;
    private readonly FollowPaths follow;
    private readonly PatternMatcher include;
    private readonly PatternMatcher exclude;
    private readonly Dictionary<FileIdentity, string> firstNames = [];

    /// <param name="source">The files.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="warn">Hears of each file that cannot be part of an image.</param>
    public ContextWalk(IContextSource source, ContextFilter filter, Action<string> warn)
    {
        this.source = source;
        this.warn = warn;
        follow = FollowPaths.Resolve(source, filter.FollowPaths);
        include = new PatternMatcher(filter.IncludePatterns);
        exclude = new PatternMatcher(filter.ExcludePatterns);
    }

    /// <summary>The entries, read from the source as they are taken.</summary>
    /// <exception cref="BuildContextException">A directory cannot be read.</exception>
    public IEnumerable<WalkedEntry> Entries()
    {
        var everything = (follow.IsEmpty && include.IsEmpty) || follow.WantsAll;
        return Walk("", new State(everything, include.Root, exclude.Root), []);
    }

    /// <param name="directory">What to list.</param>
    /// <param name="state">What holds for it.</param>
    /// <param name="pending">Directories above, this one included, that were not handed out yet: they are when something in them is.</param>
    private IEnumerable<WalkedEntry> Walk(string directory, State state, List<WalkedEntry> pending)
    {
        foreach (var entry in Sorted(source.List(directory)))
        {
            var path = ContextPath.Join(directory, entry.Name);
            var here = new State(follow.Wants(path, state.Wanted), include.Match(path, state.Include), exclude.Match(path, state.Exclude));
            var taken = (here.Wanted || here.Include.Matched) && !here.Exclude.Matched;
            var walked = new WalkedEntry(path, entry, null);
            if (entry.Kind == ContextEntryKind.Directory)
            {
                var depth = pending.Count;
                pending.Add(walked);
                if (taken)
                {
                    foreach (var parent in Drain(pending))
                    {
                        yield return parent;
                    }
                }

                if (MayHold(path, here))
                {
                    foreach (var below in Walk(path, here, pending))
                    {
                        yield return below;
                    }
                }

                if (pending.Count > depth)
                {
                    pending.RemoveAt(depth);
                }
            }
            else if (taken && entry.Kind == ContextEntryKind.Special)
            {
                warn($"{path}: is a fifo, socket or device and is left out of the build");
            }
            else if (taken)
            {
                foreach (var parent in Drain(pending))
                {
                    yield return parent;
                }

                yield return walked with
                {
                    HardLinkTo = FirstName(path, entry),
                };
            }
        }
    }

    private static WalkedEntry[] Drain(List<WalkedEntry> pending)
    {
        WalkedEntry[] drained = [.. pending];
        pending.Clear();
        return drained;
    }

    private bool MayHold(string directory, State state) =>
        (state.Wanted || state.Include.Matched || follow.MayWantUnder(directory) || include.MayMatchUnder(directory))
        && (!state.Exclude.Matched || exclude.MayExceptUnder(directory));

    private string? FirstName(string path, ContextEntry entry)
    {
        if (entry.Kind != ContextEntryKind.File || entry.Identity is not { } identity)
        {
            return null;
        }

        return firstNames.TryAdd(identity, path) ? null : firstNames[identity];
    }

    private static IEnumerable<ContextEntry> Sorted(IReadOnlyList<ContextEntry> entries) =>
        entries
            .Select(entry => (Bytes: Encoding.UTF8.GetBytes(entry.Name), Entry: entry))
            .Order(Comparer<(byte[] Bytes, ContextEntry Entry)>.Create((a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes)))
            .Select(pair => pair.Entry);

    private readonly record struct State(bool Wanted, PatternState Include, PatternState Exclude);
}
