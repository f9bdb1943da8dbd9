using Images.Registry.Transport;

namespace Images.Registry.Tests;

/// <summary>A clock by which each wait between two attempts is over at once; limits of time, 30 s or more, never come.</summary>
internal sealed class HastyTime : TimeProvider
{
    private static readonly TimeSpan Limit = new RegistryOptions().AnswerLimit;

    /// <summary>Gets how long was to be waited.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>Gets or sets what the clock shows.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime >= Limit)
        {
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        lock (Waits)
        {
            Waits.Add(dueTime);
            Now += dueTime;
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
