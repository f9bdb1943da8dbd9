namespace Images.Building;

/// <summary>Writes the events as lines, as they come.</summary>
public sealed class PlainProgress : IProgress<ImageEvent>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Action<string> write;
    private readonly CondensedLines lines;
    private readonly Lock gate = new();
    private readonly ITimer timer;

    /// <summary>Starts to listen.</summary>
    /// <param name="write">Takes each line.</param>
    /// <param name="time">The clock.</param>
    /// <param name="hasColor">Whether the reader wants colour.</param>
    public PlainProgress(Action<string> write, TimeProvider time, bool hasColor = false)
    {
        this.write = write;
        lines = new CondensedLines(time, hasColor);
        timer = time.CreateTimer(_ => Write(lines.Overdue), null, Interval, Interval);
    }

    /// <inheritdoc/>
    public void Report(ImageEvent value) => Write(() => lines.Of(value));

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Write(Func<IReadOnlyList<string>> due)
    {
        lock (gate)
        {
            foreach (var line in due())
            {
                write(line);
            }
        }
    }
}
