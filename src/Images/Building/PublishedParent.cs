using Images.Engines;

namespace Images.Building;

/// <summary>A published image that nothing has to be built for, and that is pulled only if another one is built from it.</summary>
/// <param name="reuse">Knows how to pull, and to which engine.</param>
/// <param name="id">The variant's id.</param>
/// <param name="name">The name that it has on the engine until the end of the run.</param>
/// <param name="pin">What to pull: repository and digest.</param>
internal sealed class PublishedParent(PublishedReuse reuse, string id, string name, string pin) : IKeptParent
{
    private readonly Lock gate = new();
    private Task<StoredImage>? pulling;

    /// <inheritdoc/>
    public async Task<ParentImage> ReadyAsync(ParentImage parent, bool onSteps)
    {
        Task<StoredImage> pulled;
        lock (gate)
        {
            pulled = pulling ??= PullAsync();
        }

        var (stored, built) = (await pulled, await parent.Built);
        return parent with
        {
            Steps = null,
            Built = Task.FromResult(built with { ImageId = stored.Id, Size = stored.Size, Engine = reuse.Place.Engine }),
        };
    }

    /// <inheritdoc/>
    public Task<IStepsResult?> DefinitionAsync() => Task.FromResult<IStepsResult?>(null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (pulling is not null)
        {
            await ((Task)pulling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reuse.Place.ReleaseAsync(name);
        }
    }

    // Several children may wait for it, so that none of them can cancel it.
    private async Task<StoredImage> PullAsync()
    {
        if (await reuse.PullAsync(pin, CancellationToken.None) is { } reason)
        {
            throw new EngineException(
                $"its parent {id} is published as {pin}, but cannot be pulled: {reason}; build without --against=registry"
            );
        }

        var store = reuse.Place.Store;
        var stored =
            await store.FindAsync(pin, CancellationToken.None)
            ?? throw new EngineException($"its parent {id} was pulled as {pin}, but the engine does not have it: is it short of disk?");
        await store.TagAsync(stored.Id, name, CancellationToken.None);
        return stored;
    }
}
