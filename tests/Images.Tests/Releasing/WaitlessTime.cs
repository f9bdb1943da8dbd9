namespace Images.Tests.Releasing;

/// <summary>A clock by which every wait is over at once.</summary>
internal sealed class WaitlessTime : TimeProvider
{
    /// <summary>Gets how long was to be waited.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>Gets what the clock shows.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        Now += dueTime;
        return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
