using Images.Building;
using Images.Planning;

namespace Images.Tests.Building;

public sealed class RunTimelineTests
{
    private readonly Clock clock = new();
    private readonly PlannedImage image = SampleFamily.Planned("a", "FROM scratch");

    [Fact]
    public void Builds_and_steps_are_timed_from_the_first_moment_on()
    {
        var timeline = new RunTimeline(clock);
        At(1, new ImageStarted(image));
        At(2, new StepStarted(image, "s", "RUN make"));
        At(3, new StepFinished(image, "c", "FROM b", Cached: true, null, TimeSpan.Zero));
        At(6, new StepFinished(image, "s", "RUN make", Cached: false, "exit code 1", TimeSpan.Zero));
        At(7, new ImageFinished(image, new BuiltImage(image, BuildOutcome.Failed, null, null, TimeSpan.Zero, null, null)));
        var build = timeline.Finish()[image.Id];
        Assert.Equal((1, 6), (build.Start.TotalSeconds, build.Duration.TotalSeconds));
        Assert.Equal(
            [
                new("RUN make", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), false, true),
                new("FROM b", TimeSpan.FromSeconds(3), default, true, false),
            ],
            build.Steps
        );

        void At(int second, ImageEvent value)
        {
            clock.Seconds = second;
            timeline.Report(value);
        }
    }

    [Fact]
    public void What_was_not_begun_or_not_ended_is_left_out()
    {
        var timeline = new RunTimeline(clock);
        timeline.Report(new ImageFinished(image, new BuiltImage(image, BuildOutcome.Blocked, null, null, TimeSpan.Zero, null, null)));
        Assert.Empty(timeline.Finish());
        timeline.Report(new ImageStarted(image));
        Assert.Empty(timeline.Finish());
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
