using Images.Building;
using Images.BuildKit.Progress;
using Images.Planning;

namespace Images.Tests.Building;

public sealed class StepEventsTests
{
    private static readonly PlannedImage Image = SampleFamily.Planned("a", "FROM scratch\n");

    [Fact]
    public void A_step_is_shown_by_what_it_does_not_by_what_it_mounts()
    {
        var (steps, heard) = Listen();
        steps.Report(
            new VertexStarted("1", "[2/3] RUN --mount=type=cache,target=/x --network=none set -eux;     make \e[1m--all", default)
        );
        Assert.Equal("[2/3] RUN set -eux; make --all", Assert.IsType<StepStarted>(Assert.Single(heard)).Name);
    }

    [Theory]
    [InlineData("[internal] load build context", false, true)]
    [InlineData("[1/3] FROM docker.io/library/debian", false, true)]
    [InlineData("[2/3] RUN make", true, true)]
    [InlineData("[2/3] RUN make", false, false)]
    [InlineData("[stage-1 3/3] COPY a b", false, false)]
    public void Only_work_that_was_done_makes_an_image_built(string name, bool cached, bool upToDate)
    {
        var (steps, _) = Listen();
        steps.Report(new VertexCompleted("1", name, cached, null, default, default));
        Assert.Equal(upToDate, steps.AllCached);
    }

    [Fact]
    public void The_tail_is_that_of_the_step_that_failed()
    {
        var (steps, heard) = Listen();
        steps.Report(new VertexLog("1", LogStream.Output, default, "fine\n"u8.ToArray()));
        steps.Report(new VertexLog("2", LogStream.Error, default, "bad\nworse"u8.ToArray()));
        steps.Report(new VertexCompleted("2", "[2/3] RUN make", false, "exit code: 1", default, default));
        Assert.Equal(["bad", "worse"], steps.FailureTail);
        Assert.Equal(["fine", "bad", "worse"], heard.OfType<StepOutput>().Select(line => line.Line));
    }

    private static (StepEvents Steps, List<ImageEvent> Heard) Listen()
    {
        var heard = new List<ImageEvent>();
        return (new StepEvents(Image, new Recorder(heard), new SecretMask(["s3cr3t-value"])), heard);
    }

    private sealed class Recorder(List<ImageEvent> heard) : IProgress<ImageEvent>
    {
        public void Report(ImageEvent value) => heard.Add(value);
    }
}
