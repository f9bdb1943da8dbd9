using Images.Reporting;
using Images.Reporting.GitHub;

namespace Images.Tests.Reporting;

/// <summary>Every form of the report over every sample run, one verified file each.</summary>
public sealed class ReportFormsTests
{
    public static TheoryData<string> Runs => SampleRuns.Names;

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_closing_text_is_as_verified(string run) =>
        Golden.Verify(ClosingText.Write(SampleRuns.All[run], new ClosingOptions()), $"{run}.closing.txt");

    [Theory]
    [MemberData(nameof(Runs))]
    public void Colour_changes_nothing_but_colour(string run)
    {
        var plain = ClosingText.Write(SampleRuns.All[run], new ClosingOptions());
        var colored = ClosingText.Write(SampleRuns.All[run], new ClosingOptions { Color = true });
        Assert.Equal(
            plain,
            System.Text.RegularExpressions.Regex.Replace(colored, "\e\\[[0-9;]*m", "").Replace(" \n", "\n", StringComparison.Ordinal)
        );
        Assert.Equal(SampleRuns.All[run].Images.Count > 0, colored.Contains('\e', StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void JUnit_is_as_verified(string run) => Golden.Verify(JUnitReport.Write(SampleRuns.All[run]), $"{run}.junit.xml");

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_json_report_is_as_verified(string run) => Golden.Verify(JsonReport.Write(SampleRuns.All[run]), $"{run}.report.json");

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_json_of_tests_is_as_verified(string run) =>
        Golden.Verify(JsonReport.WriteTests(SampleRuns.All[run]), $"{run}.tests.json");

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_step_summary_is_as_verified(string run) => Golden.Verify(StepSummary.Write(SampleRuns.All[run]), $"{run}.summary.md");

    [Theory]
    [MemberData(nameof(Runs))]
    public void Annotations_are_as_verified(string run) =>
        Golden.Verify(
            string.Concat(RunAnnotations.Of(SampleRuns.All[run]).Select(annotation => $"{annotation}\n")),
            $"{run}.annotations.txt"
        );
}
