namespace Images.Jobs.Staging;

/// <summary>Chooses what a commit's container begins with.</summary>
internal static class BringForward
{
    /// <summary>Finds the image of an earlier commit's container whose stages this commit's begin with.</summary>
    /// <param name="wanted">The container that is to be made.</param>
    /// <param name="snapshots">The images that containers of the computation were right after their stages.</param>
    /// <param name="comesAfterAsync">Says whether the wanted commit comes after another one.</param>
    /// <returns>The one with the most stages; null: it begins with the image that <c>docker.conf</c> names.</returns>
    public static async Task<KeptEntry?> ChooseAsync(
        KeptEntry wanted,
        IEnumerable<KeptEntry> snapshots,
        Func<string, Task<bool>> comesAfterAsync
    )
    {
        var fitting = snapshots
            .Where(snapshot =>
                snapshot.ImageId == wanted.ImageId
                && snapshot.Key != wanted.Key
                && snapshot.Stages.Count > 0
                && wanted.Stages.Take(snapshot.Stages.Count).SequenceEqual(snapshot.Stages, StringComparer.Ordinal)
            )
            .OrderByDescending(snapshot => snapshot.Stages.Count);
        foreach (var snapshot in fitting)
        {
            if (snapshot.Commit == wanted.Commit || await comesAfterAsync(snapshot.Commit))
            {
                return snapshot;
            }
        }

        return null;
    }
}
