using System.Text.Json;
using Images.Build.Hosting;
using Images.Rendering.Linting;

namespace Images.Build.Printing;

public class LintResultsTests
{
    private static readonly LintFinding[] Findings =
    [
        new("pipefail", "a | b", "images/x/1/Dockerfile", 12, "templates/x.Dockerfile.sbn", 9),
        new("pipefail", "a | b", "images/x/2/Dockerfile", 12, "templates/x.Dockerfile.sbn", 9),
    ];

    [Fact]
    public void A_finding_is_a_line_with_both_places()
    {
        var (results, log) = Write(json: false, annotate: false);

        Assert.Equal(
            "images/x/1/Dockerfile:12 (templates/x.Dockerfile.sbn:9): pipefail: a | b\n"
                + "images/x/2/Dockerfile:12 (templates/x.Dockerfile.sbn:9): pipefail: a | b\n",
            results
        );
        Assert.Empty(log);
    }

    [Fact]
    public void A_line_of_a_template_is_annotated_once_and_not_on_standard_output()
    {
        var (results, log) = Write(json: false, annotate: true);

        Assert.DoesNotContain("::", results, StringComparison.Ordinal);
        Assert.Equal("::error file=templates/x.Dockerfile.sbn,line=9,title=pipefail::a | b\n", log);
    }

    [Fact]
    public void Json_is_one_document_with_its_version()
    {
        using var document = JsonDocument.Parse(Write(json: true, annotate: false).Results);

        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
        var finding = document.RootElement.GetProperty("findings")[1];
        Assert.Equal("images/x/2/Dockerfile", finding.GetProperty("path").GetString());
        Assert.Equal(9, finding.GetProperty("templateLine").GetInt32());
    }

    private static (string Results, string Log) Write(bool json, bool annotate)
    {
        using var results = new StringWriter { NewLine = "\n" };
        using var log = new StringWriter { NewLine = "\n" };
        LintResults.Write(new Output(results, log), Findings, json, annotate);
        return (results.ToString(), log.ToString());
    }
}
