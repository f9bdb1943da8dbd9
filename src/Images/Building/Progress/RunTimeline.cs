namespace Images.Building;

/// <summary>Notes when each image and each of its steps was worked on.</summary>
/// <param name="clock">The clock; the engine's own may go otherwise.</param>
public sealed class RunTimeline(TimeProvider clock) : IProgress<ImageEvent>
{
    private readonly long begin = clock.GetTimestamp();
    private readonly Dictionary<string, Record> records = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        var now = clock.GetElapsedTime(begin);
        switch (value)
        {
            case ImageStarted:
                records[value.Image.Id] = new Record(now);
                break;
            case StepStarted step when RecordOf(value) is { } record:
                record.Running[step.Step] = now;
                break;
            case StepFinished step when RecordOf(value) is { } record:
                var start = record.Running.Remove(step.Step, out var begun) ? begun : now;
                record.Steps.Add(new TimedStep(step.Name, start, now - start, step.Cached, step.Error is not null));
                break;
            case ImageFinished when RecordOf(value) is { } record:
                record.End = now;
                break;
        }
    }

    /// <summary>Gets what was noted.</summary>
    /// <returns>By variant; those that were worked on only.</returns>
    public IReadOnlyDictionary<string, TimedBuild> Finish() =>
        records
            .Where(record => record.Value.End is not null)
            .ToDictionary(
                record => record.Key,
                record => new TimedBuild(
                    record.Value.Start,
                    record.Value.End!.Value - record.Value.Start,
                    [.. record.Value.Steps.OrderBy(step => step.Start)]
                ),
                StringComparer.Ordinal
            );

    private Record? RecordOf(ImageEvent value) => records.GetValueOrDefault(value.Image.Id);

    private sealed class Record(TimeSpan start)
    {
        public TimeSpan Start { get; } = start;

        public TimeSpan? End { get; set; }

        public Dictionary<string, TimeSpan> Running { get; } = new(StringComparer.Ordinal);

        public List<TimedStep> Steps { get; } = [];
    }
}

/// <summary>When an image was built.</summary>
/// <param name="Start">Since the first build began to be waited for.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="Steps">Its steps in the order of their starts.</param>
public sealed record TimedBuild(TimeSpan Start, TimeSpan Duration, IReadOnlyList<TimedStep> Steps);

/// <summary>When a step was run.</summary>
/// <param name="Name">Such as <c>[2/5] RUN make</c>, safe to print.</param>
/// <param name="Start">Since the first build began to be waited for.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="Cached">Whether it was taken from the cache.</param>
/// <param name="Failed">Whether it failed.</param>
public sealed record TimedStep(string Name, TimeSpan Start, TimeSpan Duration, bool Cached, bool Failed);
