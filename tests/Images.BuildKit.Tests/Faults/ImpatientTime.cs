using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Faults;

/// <summary>A clock by which all that is waited for is due at once, but for the time to connect.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private static readonly TimeSpan Patience = EngineConnection.DialLimit;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan || dueTime == Patience ? dueTime : TimeSpan.Zero, period);
}
