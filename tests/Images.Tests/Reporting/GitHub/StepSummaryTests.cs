using System.Text;
using Images.Building;
using Images.Rendering;
using Images.Reporting.GitHub;

namespace Images.Tests.Reporting.GitHub;

public sealed class StepSummaryTests
{
    [Fact]
    public void The_page_keeps_under_its_limit_and_counts_what_it_leaves_out()
    {
        var output = string.Concat(Enumerable.Repeat(new string('ü', 400) + "\n", 60));
        var failed = SampleRuns.FailedTest("images/family.yaml", 6) with { Output = output };
        var images = Enumerable.Range(0, 100).Select(_ => SampleRuns.Built("a", BuildOutcome.Built, 1, failed));
        var page = StepSummary.Write(SampleRuns.Run([.. images]));
        Assert.InRange(Encoding.UTF8.GetByteCount(page), StepSummary.MostBytes * 9 / 10, StepSummary.MostBytes);
        Assert.Matches(@"\n\d+ failures more: see artifacts/report\.json\n$", page);
    }

    [Fact]
    public void Ten_thousand_images_fit_with_the_failed_ones_first()
    {
        var many = SampleRuns.Many(10_000, built: 0);
        var last = many.Images[^1] with { Verdicts = [SampleRuns.FailedTest("images/family.yaml", 6)] };
        var page = StepSummary.Write(many with { Images = [.. many.Images.SkipLast(1), last] });
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, StepSummary.MostBytes);
        Assert.StartsWith("| `image-9999` |", page.Split("|---|---|--:|--:|---|---|---|\n")[1], StringComparison.Ordinal);
        Assert.Contains("images more: see artifacts/report.json", page, StringComparison.Ordinal);
        Assert.Contains("### image-9999: test 'clock is right' failed", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a|b", @"a\|b")]
    [InlineData("<b>&", @"&lt;b\>&amp;")]
    [InlineData("`x` *y* _z_ [l](u)", @"\`x\` \*y\* \_z\_ \[l\](u)")]
    [InlineData("# head", @"\# head")]
    [InlineData("- list", @"\- list")]
    [InlineData("r-ver 4.6.1", "r-ver 4.6.1")]
    public void Text_never_becomes_markup(string text, string markdown) => Assert.Equal(markdown, Markdown.Escape(text));

    [Fact]
    public void A_fence_is_longer_than_any_in_the_text()
    {
        Assert.Equal("`````text\n````\n`````\n", Markdown.Block(["````"]));
        Assert.Equal("`` `a` ``", Markdown.Code("`a`"));
    }
}
