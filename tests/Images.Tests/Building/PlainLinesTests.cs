using Images.Building;

namespace Images.Tests.Building;

public sealed class PlainLinesTests
{
    [Fact]
    public void Every_event_worth_a_line_carries_image_and_step()
    {
        var image = SampleFamily.Planned("r-ver", "FROM scratch\n");
        var lines = new PlainLines();
        ImageEvent[] events =
        [
            new ImageStarted(image),
            new StepStarted(image, "a", "[internal] load build definition"),
            new StepFinished(image, "a", "[internal] load build definition", false, null, TimeSpan.Zero),
            new StepStarted(image, "b", "[1/2] FROM scratch"),
            new StepFinished(image, "b", "[1/2] FROM scratch", true, null, TimeSpan.Zero),
            new StepStarted(image, "c", "[2/2] RUN make"),
            new StepOutput(image, "c", "hello"),
            new StepFinished(image, "c", "[2/2] RUN make", false, "exit code: 1", TimeSpan.FromSeconds(2)),
            new ImageFinished(
                image,
                new BuiltImage(image, BuildOutcome.UpToDate, "sha256:1", 1_234_567, TimeSpan.FromSeconds(3), null, null)
            ),
        ];
        Assert.Equal(
            [
                "r-ver: building",
                "r-ver: #1 [1/2] FROM scratch",
                "r-ver: #1 cached",
                "r-ver: #2 [2/2] RUN make",
                "r-ver: #2 | hello",
                "r-ver: #2 FAILED: exit code: 1",
                "r-ver: up to date in 3.0s, 1.2 MB",
            ],
            events.Select(lines.Of).OfType<string>()
        );
    }
}
