using Images.BuildKit.Builds;
using Images.BuildKit.Errors;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Transport;

public sealed class DialLimitTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connect_that_never_completes_ends_in_one_line(bool listens)
    {
        await using var client = new BuildKitClient(
            async token =>
            {
                await Task.Delay(Timeout.Infinite, listens ? token : CancellationToken.None);
                return Stream.Null;
            },
            new Hasty()
        );

        var building = client.BuildAsync(new BuildRequest { Dockerfile = "FROM scratch"u8.ToArray() }, null, cancel);

        var error = await Assert.ThrowsAsync<BuildKitUnavailableException>(() => building.WaitAsync(Enough, cancel));
        Assert.Equal("the engine cannot be reached: nothing answered within 15 seconds", error.Message);
    }

    [Fact]
    public async Task A_connection_that_comes_too_late_is_closed()
    {
        var late = new TaskCompletionSource<Stream>();
        var (near, far) = StreamPair.Create();
        await using var end = far;

        await Assert.ThrowsAsync<BuildKitUnavailableException>(() => new EngineConnection(_ => late.Task, new Hasty()).DialAsync(cancel));
        late.SetResult(near);

        Assert.Equal(0, await far.ReadAsync(new byte[1], cancel).AsTask().WaitAsync(Enough, cancel));
    }

    /// <summary>A clock by which the time to connect is over at once.</summary>
    private sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == EngineConnection.DialLimit ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
