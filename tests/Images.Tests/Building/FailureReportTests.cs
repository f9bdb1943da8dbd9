using Images.Building;
using Images.BuildKit.Errors;

namespace Images.Tests.Building;

public sealed class FailureReportTests
{
    private const string Dockerfile = """
        # header
        FROM debian AS fetch
        RUN one
        FROM base:1
        ENV A=1
        RUN one
        WORKDIR /x
        RUN set -eux; \
            two
        """;

    [Theory]
    [InlineData("[fetch 2/2] RUN one", 3)]
    [InlineData("[stage-1 2/4] RUN one", 6)]
    [InlineData("[linux/amd64 stage-1 3/4] WORKDIR /x", 7)]
    [InlineData("[stage-1 4/4] RUN set -eux;     two", 8)]
    [InlineData("[stage-1 9/9] RUN nine", null)]
    [InlineData("[internal] load build context", null)]
    [InlineData(null, null)]
    public void A_step_is_traced_to_its_line(string? step, int? line) => Assert.Equal(line, FailureReport.LineOfStep(Dockerfile, step));

    [Fact]
    public void The_engines_own_range_wins_and_the_template_line_is_named()
    {
        var image = SampleFamily.Planned("a", Dockerfile);
        var error = new BuildFailedException(GrpcStatusCode.Unknown, "process did not complete")
        {
            Sources = [new SourceRange("Dockerfile", 8, 9)],
            ExitCode = 3,
        };
        var failure = FailureReport.From(image, error, ["last words"]);
        Assert.Equal("RUN ended with exit code 3", failure.Message);
        Assert.Equal((8, "templates/t.Dockerfile.sbn", 108), (failure.DockerfileLine, failure.TemplateFile, failure.TemplateLine));
        Assert.Equal(["last words"], failure.LogTail);
        Assert.Equal("dotnet run --project build -- build a", failure.Reproduce);
    }

    [Fact]
    public void A_message_with_escape_sequences_becomes_one_harmless_line()
    {
        var error = new BuildFailedException(GrpcStatusCode.Unknown, "bad\e[31m thing\n::error::x");
        Assert.Equal("bad thing ::error::x", FailureReport.From(SampleFamily.Planned("a", Dockerfile), error, []).Message);
    }
}
