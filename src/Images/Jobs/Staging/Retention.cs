namespace Images.Jobs.Staging;

/// <summary>Says which containers of a computation are kept.</summary>
internal static class Retention
{
    /// <summary>Finds those that can go.</summary>
    /// <param name="containers">All of the computation.</param>
    /// <param name="lastUse">When each was used last.</param>
    /// <param name="keep">How many stay, those that were used last.</param>
    /// <returns>The others, the one that was used the longest ago first.</returns>
    public static IReadOnlyList<KeptEntry> Surplus(IReadOnlyList<KeptEntry> containers, Func<KeptEntry, DateTime> lastUse, int keep) =>
        [.. containers.OrderByDescending(lastUse).ThenBy(entry => entry.Key, StringComparer.Ordinal).Skip(keep).Reverse()];

    /// <summary>Finds images for which there is no container: neither one that they were made from, nor one that was made of them.</summary>
    /// <param name="snapshots">The images.</param>
    /// <param name="containers">The containers that stay.</param>
    /// <returns>Those images.</returns>
    public static IReadOnlyList<KeptEntry> Unused(IReadOnlyList<KeptEntry> snapshots, IReadOnlyList<KeptEntry> containers) =>
        [.. snapshots.Where(snapshot => !containers.Any(container => container.Key == snapshot.Key || container.MadeOf == snapshot.Id))];
}
