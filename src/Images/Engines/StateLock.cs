namespace Images.Engines;

/// <summary>A lock between processes, held as long as the object lives. The kernel frees it when the process ends.</summary>
internal sealed class StateLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly FileStream file;

    private StateLock(FileStream file) => this.file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">A file that is made when it is missing, and stays.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StateLock> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Takes the lock, unless somebody has it or a share of it.</summary>
    /// <param name="path">A file that is made when it is missing, and stays.</param>
    /// <returns>The lock; null: somebody has it.</returns>
    public static StateLock? TryTake(string path) => Try(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes a share of the lock, which many may have at once, unless somebody has all of it.</summary>
    /// <param name="path">A file that is there, and stays.</param>
    /// <returns>The share; null: somebody has the lock.</returns>
    public static StateLock? TryShare(string path) => Try(path, FileAccess.Read, FileShare.Read);

    private static StateLock? Try(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new StateLock(new FileStream(path, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => file.DisposeAsync();
}
