using Images.Building;

namespace Images.Tests.Building;

public sealed class TreeViewTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Running_images_show_their_steps_with_bytes_and_times()
    {
        var clock = new SteppedClock();
        var state = StateOf(clock, images: 1);
        clock.Now = TimeSpan.FromSeconds(75);
        Assert.Equal(
            [
                "building 1, done 0 of 3, waiting 2                  1m 15s",
                "  image-0                                           1m 15s",
                "  ├─ [2/4] RUN make                                 1m 15s",
                "  └─ transferring context:  1.5 MB / 3.0 MB         1m 15s",
            ],
            TreeView.Draw(state, 59, 20)
        );
    }

    [Theory]
    [InlineData(20, 3)]
    [InlineData(80, 24)]
    [InlineData(200, 10)]
    public void Nothing_is_wider_or_higher_than_the_terminal(int width, int height)
    {
        var lines = TreeView.Draw(StateOf(new SteppedClock(), images: 40), width, height);
        Assert.InRange(lines.Count, 1, height);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
    }

    private static ProgressState StateOf(TimeProvider clock, int images)
    {
        var state = new ProgressState(images + 2, clock);
        for (var index = 0; index < images; index++)
        {
            var image = SampleFamily.Planned($"image-{index}", "FROM scratch\n");
            state.Apply(new ImageStarted(image));
            state.Apply(new StepStarted(image, "1", "[2/4] RUN make"));
            state.Apply(new StepStarted(image, "2", "transferring context:"));
            state.Apply(new StepTransferred(image, "2", "transferring context:", 1_500_000, 3_000_000));
        }

        return state;
    }

    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Start + Now;

        public override long GetTimestamp() => Now.Ticks;
    }
}
