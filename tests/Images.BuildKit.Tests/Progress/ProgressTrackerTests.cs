using Google.Protobuf.WellKnownTypes;
using Images.BuildKit.Errors;
using Images.BuildKit.Progress;
using Images.BuildKit.Tests.Engine;

namespace Images.BuildKit.Tests.Progress;

public sealed class ProgressTrackerTests
{
    private readonly RecordedEvents events = new();

    [Fact]
    public void A_vertex_that_comes_many_times_starts_and_completes_once()
    {
        var tracker = new ProgressTracker(events);

        tracker.Take(Status(Vertex(null, null)));
        tracker.Take(Status(Vertex(1, null)));
        tracker.Take(Status(Vertex(1, null), Vertex(1, 3)));
        tracker.Take(Status(Vertex(1, 3)));

        Assert.Equal(
            [
                new VertexStarted("sha256:a", "[1/1] RUN x", At(1)),
                new VertexCompleted("sha256:a", "[1/1] RUN x", false, null, At(1), At(3)),
            ],
            events.Of<BuildEvent>()
        );
        Assert.Equal(TimeSpan.FromSeconds(2), events.Completed("RUN").Duration);
    }

    [Fact]
    public void A_vertex_that_begins_again_is_told_again()
    {
        var tracker = new ProgressTracker(events);

        tracker.Take(Status(Vertex(1, 2), Vertex(3, null), Vertex(3, 4)));

        Assert.Equal([At(1), At(3)], events.Of<VertexStarted>().Select(e => e.Started));
        Assert.Equal([At(2), At(4)], events.Of<VertexCompleted>().Select(e => e.Completed));
    }

    [Fact]
    public void The_failed_vertex_is_the_one_whose_error_the_engine_repeats()
    {
        var tracker = new ProgressTracker(null);
        var failed = Vertex(1, 2);
        failed.Error = "exit code: 3";
        var cancelled = Vertex(1, 2);
        (cancelled.Digest, cancelled.Error) = ("sha256:b", "context canceled");

        tracker.Take(Status(cancelled, failed));

        Assert.Equal(new FailedVertex("sha256:a", "[1/1] RUN x"), tracker.FailedWith("failed to solve: exit code: 3"));
        Assert.Null(tracker.FailedWith("something else"));
    }

    [Fact]
    public void A_warning_has_its_merged_lines()
    {
        var warning = new Wire.VertexWarning
        {
            Vertex = "sha256:a",
            Short = Google.Protobuf.ByteString.CopyFromUtf8("short"),
            Detail = { Google.Protobuf.ByteString.CopyFromUtf8("long") },
            Info = new() { Filename = "Dockerfile" },
            Ranges = { Line(2), Line(3), Line(7) },
        };

        new ProgressTracker(events).Take(new Wire.StatusResponse { Warnings = { warning } });

        var told = Assert.Single(events.Of<BuildWarning>());
        Assert.Equal(("short", "sha256:a", null), (told.Message, told.Digest, told.Url));
        Assert.Equal(["long"], told.Details);
        Assert.Equal([new SourceRange("Dockerfile", 2, 3), new SourceRange("Dockerfile", 7, 7)], told.Sources);
    }

    private static DateTimeOffset At(int second) => DateTimeOffset.FromUnixTimeSeconds(second);

    private static Wire.LineRange Line(int line) =>
        new()
        {
            Start = new() { Line = line },
            End = new() { Line = line },
        };

    private static Wire.StatusResponse Status(params Wire.Vertex[] vertices) => new() { Vertexes = { vertices } };

    private static Wire.Vertex Vertex(int? started, int? completed) =>
        new()
        {
            Digest = "sha256:a",
            Name = "[1/1] RUN x",
            Started = started is { } begin ? new Timestamp { Seconds = begin } : null,
            Completed = completed is { } end ? new Timestamp { Seconds = end } : null,
        };
}
