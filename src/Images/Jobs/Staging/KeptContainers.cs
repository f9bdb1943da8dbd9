using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>The containers of a computation: one for each commit, image and storage, kept and used again.</summary>
/// <param name="engine">The engine.</param>
/// <param name="folder">Where this machine keeps what they mount.</param>
/// <param name="computation">The computation; it has a set-up.</param>
/// <param name="shown">The path of its script as shown to people.</param>
/// <param name="time">The clock.</param>
/// <param name="listener">Told of what is done.</param>
internal sealed class KeptContainers(
    ILastingContainers engine,
    KeptFolder folder,
    Computation computation,
    string shown,
    TimeProvider time,
    IComputationListener listener
)
{
    private readonly ComputationSetup setup = computation.Setup!;
    private readonly string source = computation.Tree.Folder;
    private readonly ContainerSetup scripts = new(engine, shown, computation.Setup!.Script, listener);

    /// <summary>Has a container that is set up. Where others compute in it, they have seen to that.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="storage">The file storage.</param>
    /// <param name="passing">A folder in it that is there, relative to it.</param>
    /// <param name="cancellationToken">Gives up; what was done is not repeated.</param>
    /// <returns>The container; disposing it lets go of it.</returns>
    /// <exception cref="JobException">The set-up failed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<KeptUse> UseAsync(string imageId, FileStorage storage, string passing, CancellationToken cancellationToken)
    {
        var wanted = KeptEntry.Of(computation.Tree, imageId, storage.Folder, setup.Script.Digests);
        await using var turn = await TakeTurnAsync(wanted.Key, cancellationToken);
        var path = folder.UseLock(wanted.Key);
        var containers = await ListAsync(cancellationToken);
        var container = containers.FirstOrDefault(entry => entry.Key == wanted.Key);
        await using (var alone = StateLock.TryTake(path))
        {
            if (alone is not null)
            {
                File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
                var id = await SetUpAsync(wanted, container, storage, passing, cancellationToken);
                container = wanted with { Id = id };
            }
        }

        // Whoever takes all of the lock has the turn, which is ours.
        var share = StateLock.TryShare(path);
        return container is not null && share is not null
            ? new KeptUse(container.Id, share)
            : throw new JobException(
                $"{source}: its container was removed while another run computes in it; run it again when that has ended"
            );
    }

    /// <summary>Removes the containers that are more than are kept, and images without a use; never one that is in use.</summary>
    /// <param name="cancellationToken">Stops between two.</param>
    /// <returns>When done.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var containers = await ListAsync(cancellationToken);
        var cleaning = new KeptCleaning(engine, folder);
        var gone = new List<KeptEntry>();
        foreach (var surplus in Retention.Surplus(containers, LastUse, setup.Keep))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await cleaning.RemoveAsync(surplus))
            {
                gone.Add(surplus);
                listener.Note($"removed the container of commit {surplus.Commit[..12]}");
            }
        }

        IReadOnlyList<KeptEntry> left = [.. containers.Except(gone)];
        foreach (var snapshot in Retention.Unused(await SnapshotsAsync(cancellationToken), left))
        {
            await cleaning.RemoveSnapshotAsync(snapshot);
        }

        await ContainerRecord.WriteAsync(computation.Tree, left, cancellationToken);
    }

    private DateTime LastUse(KeptEntry entry) => File.GetLastWriteTimeUtc(folder.UseLock(entry.Key));

    private async Task<StateLock> TakeTurnAsync(string key, CancellationToken cancellationToken)
    {
        var path = folder.SetupLock(key);
        if (StateLock.TryTake(path) is { } free)
        {
            return free;
        }

        listener.Note($"waiting for another run that sets up the container of commit {computation.Tree.Commit[..12]}");
        return await StateLock.TakeAsync(path, time, cancellationToken);
    }

    private async Task<string> SetUpAsync(
        KeptEntry wanted,
        KeptEntry? container,
        FileStorage storage,
        string passing,
        CancellationToken cancellationToken
    )
    {
        var snapshots = await SnapshotsAsync(cancellationToken);
        if (container is not null && !Directory.Exists(folder.Tree(wanted.Key)))
        {
            await engine.RemoveAsync(container.Id);
            container = null;
        }

        // Anew each time: another version of this program may have made the container.
        scripts.Write(folder.Scripts(wanted.Key));
        container ??= await MakeAsync(wanted, snapshots, storage, cancellationToken);
        var id = container.Id;
        var hasSnapshot = snapshots.Any(snapshot =>
            (snapshot.Key == wanted.Key || snapshot.Id == container.MadeOf) && snapshot.Stages.Count == wanted.Stages.Count
        );
        var probe = $"{ComputationFolders.Storage}/{passing}";
        await engine.WakeAsync(id, cancellationToken);
        if (!await scripts.RunAsync(id, wanted.Key, hasSnapshot, probe, cancellationToken))
        {
            // The storage's folder is another one of the same name: mounts are of the one that was there at the start.
            await engine.RestartAsync(id, cancellationToken);
            if (!await scripts.RunAsync(id, wanted.Key, hasSnapshot, probe, cancellationToken))
            {
                throw new JobException($"{storage.Folder}: the engine does not see this folder; use an engine of this machine");
            }
        }

        return id;
    }

    private async Task<KeptEntry> MakeAsync(
        KeptEntry wanted,
        IReadOnlyList<KeptEntry> snapshots,
        FileStorage storage,
        CancellationToken cancellationToken
    )
    {
        // Somebody removed their container: it is to be made anew.
        foreach (var stale in snapshots.Where(snapshot => snapshot.Key == wanted.Key))
        {
            await engine.RemoveImageAsync(stale.Id);
        }

        await SourceExport.WriteAsync(computation.Tree, folder.Tree(wanted.Key), cancellationToken);
        var forward = await BringForward.ChooseAsync(
            wanted,
            snapshots,
            commit => computation.Tree.ComesAfterAsync(commit, cancellationToken)
        );
        if (forward is not null)
        {
            listener.Note($"the container begins where that of commit {forward.Commit[..12]} was after stage {forward.Stages.Count}");
        }

        var madeOf = forward?.Id ?? wanted.ImageId;
        var id = await engine.CreateAsync(ComputationContainer.Of(computation, madeOf, storage, folder, wanted));
        await ContainerRecord.WriteAsync(computation.Tree, await ListAsync(cancellationToken), cancellationToken);
        return wanted with { Id = id, MadeOf = madeOf };
    }

    private async Task<IReadOnlyList<KeptEntry>> ListAsync(CancellationToken cancellationToken) =>
        Own(await engine.ListAsync($"{KeptEntry.SourceLabel}={source}", cancellationToken));

    private async Task<IReadOnlyList<KeptEntry>> SnapshotsAsync(CancellationToken cancellationToken) =>
        Own(await engine.ListImagesAsync($"{KeptEntry.SourceLabel}={source}", cancellationToken));

    private static IReadOnlyList<KeptEntry> Own(IReadOnlyList<LastingObject> listed) =>
        [.. KeptEntry.Of(listed).Select(each => each.Entry)];
}
