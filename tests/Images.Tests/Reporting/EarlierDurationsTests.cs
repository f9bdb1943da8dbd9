using Images.Building;
using Images.Reporting;

namespace Images.Tests.Reporting;

public sealed class EarlierDurationsTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("images-durations-").FullName;

    [Fact]
    public void The_last_report_tells_how_long_what_it_built_took_with_its_tests()
    {
        var run = SampleRuns.All["good"];
        Write(JsonReport.Write(run));
        var expected = run
            .Images.Where(image => image.Built.Outcome == BuildOutcome.Built)
            .ToDictionary(
                image => image.Built.Planned.Id,
                image => image.Built.Duration + image.Verdicts.Aggregate(TimeSpan.Zero, (sum, verdict) => sum + verdict.Duration)
            );

        Assert.NotEmpty(expected);
        Assert.Equal(expected, EarlierDurations.Read(root));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"images\": [{\"id\"")]
    [InlineData("{\"images\": {}}")]
    [InlineData("{\"images\": [{\"id\": 1, \"outcome\": \"built\"}]}")]
    [InlineData("[]")]
    public void Without_a_report_that_can_be_read_nothing_is_known(string? report)
    {
        if (report is not null)
        {
            Write(report);
        }

        Assert.Empty(EarlierDurations.Read(root));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Write(string report)
    {
        Directory.CreateDirectory(Path.Combine(root, "artifacts"));
        File.WriteAllText(Path.Combine(root, "artifacts", "report.json"), report);
    }
}
