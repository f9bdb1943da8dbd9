using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>Takes a job's output as it comes: into files, and on to whoever listens, up to the job's limit.</summary>
internal sealed class JobLogs : IProgress<ContainerChunk>, IDisposable
{
    private const int TailLength = 4096;

    private readonly FileStream? output;
    private readonly FileStream? error;
    private readonly IProgress<ContainerChunk>? listener;
    private readonly long limit;
    private readonly TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LastWords last = new(TailLength);
    private long written;

    /// <summary>Begins.</summary>
    /// <param name="folder">Where <c>stdout.log</c> and <c>stderr.log</c> are put; null: nowhere.</param>
    /// <param name="limit">The most bytes of both.</param>
    /// <param name="listener">Told of each piece within the limit; null: nobody.</param>
    /// <exception cref="IOException">The files cannot be made.</exception>
    public JobLogs(string? folder, long limit, IProgress<ContainerChunk>? listener)
    {
        (this.limit, this.listener) = (limit, listener);
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            output = Open(Path.Combine(folder, "stdout.log"));
            error = Open(Path.Combine(folder, "stderr.log"));
        }
    }

    /// <summary>Gets what ends when the job has written more than its limit.</summary>
    public Task Full => full.Task;

    /// <summary>Gets the last line that it has written, harmless and short; empty when there is none.</summary>
    public string LastLine => last.Line;

    /// <inheritdoc/>
    public void Report(ContainerChunk value)
    {
        var room = limit - written;
        if (room <= 0)
        {
            full.TrySetResult();
            return;
        }

        var bytes = value.Bytes.Length > room ? value.Bytes[..(int)room] : value.Bytes;
        written += value.Bytes.Length;
        if (written > limit)
        {
            full.TrySetResult();
        }

        (value.Stream == ContainerStream.Error ? error : output)?.Write(bytes.Span);
        last.Add(value.Stream, bytes.Span);
        listener?.Report(value with { Bytes = bytes });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        output?.Dispose();
        error?.Dispose();
    }

    // The job can write this folder: a link that an earlier one left must not lead our writing elsewhere. Nothing is held back, so that
    // the files can be followed, and say how far a run came that was killed.
    private static FileStream Open(string path)
    {
        File.Delete(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }
}
