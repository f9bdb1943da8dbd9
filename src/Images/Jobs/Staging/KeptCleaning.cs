using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>Removes containers of computations, with what they mount.</summary>
/// <param name="engine">The engine.</param>
/// <param name="folder">Where this machine keeps what they mount.</param>
internal sealed class KeptCleaning(ILastingContainers engine, KeptFolder folder)
{
    /// <summary>Removes a container, unless somebody sets it up or computes in it.</summary>
    /// <param name="container">Which.</param>
    /// <returns>True when it is gone.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<bool> RemoveAsync(KeptEntry container)
    {
        await using var turn = StateLock.TryTake(folder.SetupLock(container.Key));
        await using var alone = turn is null ? null : StateLock.TryTake(folder.UseLock(container.Key));
        if (alone is null)
        {
            return false;
        }

        await engine.RemoveAsync(container.Id);
        folder.Remove(container.Key);
        return true;
    }

    /// <summary>Removes the image that a container was, unless something is made of it.</summary>
    /// <param name="snapshot">Which.</param>
    /// <returns>True when it is gone.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<bool> RemoveSnapshotAsync(KeptEntry snapshot)
    {
        // Who sets up is about to begin a container with one.
        await using var turn = StateLock.TryTake(folder.SetupLock(snapshot.Key));
        return turn is not null && await engine.RemoveImageAsync(snapshot.Id);
    }
}
