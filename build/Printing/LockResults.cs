using Images.Build.Hosting;
using Images.Building;
using Images.Planning;
using Images.Planning.Locking;

namespace Images.Build.Printing;

/// <summary>Prints what became of the lock, and how the external bases stand to it.</summary>
internal static class LockResults
{
    private const int MostImages = 20;

    /// <summary>Writes what changed in the lock, and whom it touches.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="changes">What changed.</param>
    /// <param name="needed">Every base of the family.</param>
    /// <param name="graph">Knows which images are built from them.</param>
    public static void Write(Output output, IReadOnlyList<LockChange> changes, IReadOnlyList<NeededBase> needed, BuildGraph graph)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var table = new Table("BASE", "PLATFORM", "OLD", "NEW");
        foreach (var change in changes)
        {
            table.Add(change.Reference, change.Platform, Amount.ShortDigest(change.Old), Amount.ShortDigest(change.New));
        }

        table.Write(output.Results);
        var moved = changes.Where(change => change.New is not null).Select(change => change.Reference).ToHashSet(StringComparer.Ordinal);
        var affected = Affected(needed.Where(wanted => moved.Contains(wanted.Reference)), graph);
        if (affected.Count > 0)
        {
            output.Results.WriteLine();
            output.Results.WriteLine($"{Amount.Count(affected.Count, "image")} built from them: {Names(affected)}");
        }
    }

    /// <summary>Writes how bases stand to the lock.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="states">The bases.</param>
    /// <param name="graph">Knows which images are built from them.</param>
    /// <param name="json">Whether to write JSON.</param>
    public static void Write(Output output, IReadOnlyList<BaseState> states, BuildGraph graph, bool json)
    {
        if (json)
        {
            output.Results.Write(OutdatedListing.Of(states, graph).ToJson());
        }
        else
        {
            WriteTable(output, states, graph);
        }

        WriteProblems(output, states.Select(state => state.Problem).OfType<string>());
    }

    /// <summary>Writes what is wrong to standard error.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="problems">One line each.</param>
    public static void WriteProblems(Output output, IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            output.Log.WriteLine(problem);
        }
    }

    private static void WriteTable(Output output, IReadOnlyList<BaseState> states, BuildGraph graph)
    {
        var table = new Table("BASE", "STATUS", "PLATFORM", "LOCKED", "NOW", "IMAGES");
        foreach (var state in states)
        {
            var images = Affected([state.Base], graph).Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (state.Moves.Count == 0)
            {
                table.Add(
                    state.Base.Reference,
                    Word(state.Status),
                    string.Join(", ", state.Base.Platforms),
                    string.Empty,
                    string.Empty,
                    images
                );
            }

            foreach (var move in state.Moves)
            {
                table.Add(
                    state.Base.Reference,
                    Word(state.Status),
                    move.Platform,
                    Amount.ShortDigest(move.Old),
                    Amount.ShortDigest(move.New),
                    images
                );
            }
        }

        table.Write(output.Results);
        var open = states.Count(state => state.Status == BaseStatus.NotLocked);
        if (open > 0)
        {
            output.Results.WriteLine();
            output.Results.WriteLine(
                $"{Amount.Count(open, "base")} not locked, so that what is built from them may differ from day to day; run 'lock'"
            );
        }
    }

    private static string Word(BaseStatus status) =>
        status switch
        {
            BaseStatus.Current => "current",
            BaseStatus.Moved => "moved",
            BaseStatus.NotLocked => "not locked",
            _ => "unknown",
        };

    private static IReadOnlyList<string> Affected(IEnumerable<NeededBase> bases, BuildGraph graph)
    {
        var ids = graph.WithChildren(bases.SelectMany(wanted => wanted.Users).Select(user => user.Id));
        return [.. graph.Images.Select(image => image.Id).Where(ids.Contains)];
    }

    private static string Names(IReadOnlyList<string> ids) =>
        ids.Count <= MostImages
            ? string.Join(", ", ids)
            : $"{string.Join(", ", ids.Take(MostImages))} and {Amount.Count(ids.Count - MostImages, "other")}";
}
