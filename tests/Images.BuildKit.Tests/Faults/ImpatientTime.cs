namespace Images.BuildKit.Tests.Faults;

/// <summary>A clock by which everything that is waited for is due at once.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
