using Images.Building;

namespace Images.Tests.Building;

public sealed class RawJsonProgressTests
{
    [Fact]
    public void Each_event_is_one_line_in_BuildKits_shape_with_the_image_beside_it()
    {
        var image = SampleFamily.Planned("a", "FROM scratch\n");
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var output = new StringWriter { NewLine = "\n" };
        var progress = new RawJsonProgress(output);

        progress.Report(new ImageStarted(image));
        progress.Report(new StepStarted(image, "sha256:1", "[1/1] RUN echo \"a\"") { Started = at });
        progress.Report(new StepOutput(image, "sha256:1", "hi") { IsError = true, Written = at });
        progress.Report(new StepTransferred(image, "sha256:2", "transferring context:", 12, 0) { Measured = at });
        progress.Report(
            new StepFinished(image, "sha256:1", "[1/1] RUN", true, null, TimeSpan.FromSeconds(1)) { Completed = at.AddSeconds(1) }
        );

        Assert.Equal(
            """
            {"image":"a","state":"building"}
            {"image":"a","vertexes":[{"digest":"sha256:1","name":"[1/1] RUN echo \u0022a\u0022","started":"2026-01-02T03:04:05Z"}]}
            {"image":"a","logs":[{"vertex":"sha256:1","stream":2,"data":"aGkK","timestamp":"2026-01-02T03:04:05Z"}]}
            {"image":"a","statuses":[{"id":"transferring context:","vertex":"sha256:2","current":12,"timestamp":"2026-01-02T03:04:05Z"}]}
            {"image":"a","vertexes":[{"digest":"sha256:1","name":"[1/1] RUN","started":"2026-01-02T03:04:05Z","completed":"2026-01-02T03:04:06Z","cached":true}]}

            """,
            output.ToString()
        );
    }
}
