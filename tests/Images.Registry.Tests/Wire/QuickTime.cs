namespace Images.Registry.Tests.Wire;

/// <summary>A clock that runs fifty times as fast: what waits half a second waits ten milliseconds, and thirty seconds are six tenths.</summary>
internal sealed class QuickTime : TimeProvider
{
    private const int Speed = 50;
    private readonly DateTimeOffset start = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => start + ((DateTimeOffset.UtcNow - start) * Speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(base.CreateTimer(callback, state, Quick(dueTime), Quick(period)));

    private static TimeSpan Quick(TimeSpan time) => time > TimeSpan.Zero ? time / Speed : time;

    private sealed class Timer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Quick(dueTime), Quick(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
