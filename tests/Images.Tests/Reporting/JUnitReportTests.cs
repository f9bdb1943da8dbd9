using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Images.Building;
using Images.Reporting;

namespace Images.Tests.Reporting;

public sealed class JUnitReportTests
{
    public static TheoryData<string> Runs => SampleRuns.Names;

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_counts_of_a_suite_are_those_of_its_cases(string run)
    {
        foreach (var suite in XDocument.Parse(JUnitReport.Write(SampleRuns.All[run])).Root!.Elements("testsuite"))
        {
            Assert.Equal(Count(suite, "tests"), suite.Elements("testcase").Count());
            Assert.Equal(Count(suite, "failures"), suite.Descendants("failure").Count());
            Assert.Equal(Count(suite, "skipped"), suite.Descendants("skipped").Count());
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_schema_of_the_format_accepts_it(string run) => Assert.Empty(Problems(JUnitReport.Write(SampleRuns.All[run])));

    [Theory]
    [InlineData("tests=", "test=")]
    [InlineData("<system-err", "<system-other")]
    [InlineData(" type=\"test\"", "")]
    [InlineData("time=\"", "time=\"1,")]
    [InlineData("id=\"1\"", "id=\"0\"")]
    public void The_schema_refuses_what_is_wrong(string right, string wrong) =>
        Assert.NotEmpty(Problems(JUnitReport.Write(SampleRuns.All["test-failed"]).Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void Long_output_is_cut_to_its_end()
    {
        var output = string.Concat(Enumerable.Range(1, 5000).Select(line => string.Create(CultureInfo.InvariantCulture, $"line {line}\n")));
        var verdict = SampleRuns.FailedTest("f", 1) with { Output = output };
        var body = XDocument
            .Parse(JUnitReport.Write(SampleRuns.Run(SampleRuns.Built("a", BuildOutcome.Built, 1, verdict))))
            .Descendants("failure")
            .Single()
            .Value;
        Assert.Contains("line 5000\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain("line 4800\n", body, StringComparison.Ordinal);
        Assert.Contains("\nreproduce: docker run", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skipped_test_says_why()
    {
        var skipped = XDocument.Parse(JUnitReport.Write(SampleRuns.All["good"])).Descendants("skipped").Single();
        Assert.Equal("no GPU on this engine", skipped.Attribute("message")!.Value);
    }

    private static List<string> Problems(string xml, [CallerFilePath] string test = "")
    {
        var schemas = new XmlSchemaSet();
        using var schema = XmlReader.Create(Path.Combine(Path.GetDirectoryName(test)!, "junit.xsd"));
        schemas.Add(null, schema);
        var problems = new List<string>();
        XDocument.Parse(xml).Validate(schemas, (_, problem) => problems.Add(problem.Message));
        return problems;
    }

    private static int Count(XElement suite, string name) => int.Parse(suite.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
