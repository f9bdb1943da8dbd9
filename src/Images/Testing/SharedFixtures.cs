using Images.Definitions;
using Images.Engines;

namespace Images.Testing;

/// <summary>The fixtures of one image's tests: tests with the same mounts share the volumes, which go after the last of them.</summary>
/// <param name="volumes">Fills volumes.</param>
/// <param name="imageId">The image.</param>
/// <param name="mounts">What is mounted.</param>
/// <param name="users">How many tests share it.</param>
internal sealed class SharedFixtures(IFixtureVolumes volumes, string imageId, IReadOnlyList<TestMount> mounts, int users) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task<IFilledVolumes>? filling;
    private int left = users;

    /// <summary>Fills the volumes when the first test asks.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The volumes.</returns>
    /// <exception cref="EngineException">They cannot be filled.</exception>
    public async Task<IReadOnlyList<VolumeMount>> MountsAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            filling ??= volumes.FillAsync(
                imageId,
                [.. mounts.Select(mount => new Fixture(mount.Source, mount.IsFile, mount.Target))],
                cancellationToken
            );
        }

        return (await filling).Mounts;
    }

    /// <summary>Says that one of the tests has come to its end.</summary>
    public ValueTask ReleaseAsync() => Interlocked.Decrement(ref left) == 0 ? DisposeAsync() : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<IFilledVolumes>? made;
        lock (gate)
        {
            (made, filling) = (filling, null);
        }

        if (made is null)
        {
            return;
        }

        await made.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (made.IsCompletedSuccessfully)
        {
            await (await made).DisposeAsync();
        }
    }
}
