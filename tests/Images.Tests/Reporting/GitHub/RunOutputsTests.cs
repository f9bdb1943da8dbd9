using Images.Building;
using Images.Reporting.GitHub;

namespace Images.Tests.Reporting.GitHub;

public sealed class RunOutputsTests
{
    [Fact]
    public void A_workflow_learns_what_was_built_and_what_failed()
    {
        var report = SampleRuns.Run(
            SampleRuns.Built("a", BuildOutcome.Built, 1),
            SampleRuns.Built("b", BuildOutcome.UpToDate, 1),
            SampleRuns.Built("c", BuildOutcome.Built, 1, SampleRuns.FailedTest("images/family.yaml", 6))
        );

        var values = Values(RunOutputs.Write(report));

        Assert.Equal("false", values["succeeded"]);
        Assert.Equal("""["a","c"]""", values["built"]);
        Assert.Equal("""["c"]""", values["failed"]);
        Assert.False(values.ContainsKey("published"));
    }

    // NAME<<DELIMITER, the value, DELIMITER.
    private static Dictionary<string, string> Values(string text) =>
        text.TrimEnd('\n').Split('\n').Chunk(3).ToDictionary(entry => entry[0].Split("<<")[0], entry => entry[1]);
}
