using Images.Engines;
using Images.Jobs.Running;

namespace Images.Jobs.Staging;

/// <summary>Finds and removes containers of computations on an engine, and the images that they were right after their stages.</summary>
/// <param name="engine">The engine.</param>
/// <param name="isForAll">Whether all go that are not in use; otherwise those whose computation's folder is gone.</param>
public sealed class ComputationCleaner(JobEngine engine, bool isForAll)
{
    /// <summary>Gets or sets where this machine keeps what containers mount.</summary>
    internal KeptFolder Folder { get; init; } = KeptFolder.OfUser();

    /// <summary>Lists them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One line each; a container may turn out to be in use.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var (containers, snapshots) = await FindAsync(cancellationToken);
        return
        [
            .. containers.Select(each => $"container {each.Entry.Id[..12]} of {each.Source} at commit {each.Entry.Commit[..12]}"),
            .. snapshots.Select(each => $"image of the stages of {each.Source} at commit {each.Entry.Commit[..12]}"),
        ];
    }

    /// <summary>Removes them, but those that are in use.</summary>
    /// <param name="cancellationToken">Stops between two.</param>
    /// <returns>How many containers and images were removed, and how many containers stay.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<(int Containers, int Images, int Used)> RemoveAsync(CancellationToken cancellationToken)
    {
        var (containers, snapshots) = await FindAsync(cancellationToken);
        var cleaning = new KeptCleaning(engine.Lasting, Folder);
        var images = 0;
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, container) in containers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await cleaning.RemoveAsync(container))
            {
                used.Add(container.Key);
            }
        }

        // One may be made of another: the engine keeps that until the first is gone.
        var left = snapshots.Select(each => each.Entry).Where(snapshot => !used.Contains(snapshot.Key)).ToList();
        for (var before = left.Count + 1; left.Count < before && left.Count > 0; )
        {
            before = left.Count;
            foreach (var snapshot in left.ToList())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await cleaning.RemoveSnapshotAsync(snapshot))
                {
                    images++;
                    left.Remove(snapshot);
                }
            }
        }

        return (containers.Count - used.Count, images, used.Count);
    }

    private async Task<(
        IReadOnlyList<(string Source, KeptEntry Entry)> Containers,
        IReadOnlyList<(string Source, KeptEntry Entry)> Snapshots
    )> FindAsync(CancellationToken cancellationToken) =>
        (
            [.. KeptEntry.Of(await engine.Lasting.ListAsync(KeptEntry.SourceLabel, cancellationToken)).Where(Goes)],
            [.. KeptEntry.Of(await engine.Lasting.ListImagesAsync(KeptEntry.SourceLabel, cancellationToken)).Where(Goes)]
        );

    private bool Goes((string Source, KeptEntry Entry) each) => isForAll || !Directory.Exists(each.Source);
}
