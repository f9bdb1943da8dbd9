using Images.Building;
using Images.Planning;

namespace Images.Tests.Building;

public sealed class CondensedLinesTests
{
    private static readonly PlannedImage Image = SampleFamily.Planned("r-ver", "FROM scratch\n");

    private readonly CondensedLines lines = new(TimeProvider.System);

    [Fact]
    public void An_image_that_was_wholly_cached_is_one_line()
    {
        Assert.Equal(
            ["r-ver: up to date in 3.0s, 1.2 MB"],
            Say(
                new ImageStarted(Image),
                Started("1", "[internal] load build definition"),
                Finished("1", "[internal] load build definition"),
                Started("2", "[1/2] FROM debian"),
                Finished("2", "[1/2] FROM debian"),
                Started("3", "[2/2] RUN make"),
                Finished("3", "[2/2] RUN make", cached: true),
                Ended(BuildOutcome.UpToDate)
            )
        );
    }

    [Fact]
    public void The_end_of_an_image_is_coloured_for_who_wants_it()
    {
        var colored = new CondensedLines(TimeProvider.System, hasColor: true);
        Assert.Equal(["r-ver: \e[2mup to date in 3.0s, 1.2 MB\e[0m"], colored.Of(Ended(BuildOutcome.UpToDate)));
        Assert.Equal(["r-ver: \e[32mbuilt in 3.0s, 1.2 MB\e[0m"], colored.Of(Ended(BuildOutcome.Built)));
    }

    [Fact]
    public void What_was_cached_is_told_before_the_first_step_that_was_not()
    {
        Assert.Equal(
            [
                "r-ver: building",
                "r-ver: #1 [2/4] COPY a b cached",
                "r-ver: #2 [3/4] RUN make done 0.5s",
                "r-ver: #3 [4/4] RUN check",
                "r-ver: #3 | bad",
                "r-ver: #3 FAILED: exit code: 1",
                "r-ver: up to date in 3.0s, 1.2 MB",
            ],
            Say(
                new ImageStarted(Image),
                Started("1", "[2/4] COPY a b"),
                Finished("1", "[2/4] COPY a b", cached: true),
                Started("2", "[3/4] RUN make"),
                Finished("2", "[3/4] RUN make"),
                Started("3", "[4/4] RUN check"),
                new StepOutput(Image, "3", "bad"),
                new StepFinished(Image, "3", "[4/4] RUN check", false, "exit code: 1", TimeSpan.FromSeconds(2)),
                Ended(BuildOutcome.UpToDate)
            )
        );
    }

    [Fact]
    public void A_failing_step_of_the_engine_itself_is_told()
    {
        Assert.Equal(
            ["r-ver: building", "r-ver: #1 [internal] load metadata", "r-ver: #1 FAILED: not found"],
            Say(
                new ImageStarted(Image),
                Started("1", "[internal] load metadata"),
                new StepFinished(Image, "1", "[internal] load metadata", false, "not found", TimeSpan.Zero)
            )
        );
    }

    private static StepStarted Started(string step, string name) => new(Image, step, name);

    private static StepFinished Finished(string step, string name, bool cached = false) =>
        new(Image, step, name, cached, null, TimeSpan.FromSeconds(0.5));

    private static ImageFinished Ended(BuildOutcome outcome) =>
        new(Image, new BuiltImage(Image, outcome, "sha256:1", 1_234_567, TimeSpan.FromSeconds(3), null, null));

    private List<string> Say(params ImageEvent[] events) => [.. events.SelectMany(lines.Of)];
}
