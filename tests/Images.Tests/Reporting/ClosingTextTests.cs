using Images.Reporting;

namespace Images.Tests.Reporting;

public sealed class ClosingTextTests
{
    [Fact]
    public void Many_unchanged_images_become_one_line()
    {
        var lines = Lines(SampleRuns.Many(200, built: 2), new ClosingOptions());
        Assert.Equal(6, lines.Length);
        Assert.StartsWith("image-000", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("image-001", lines[2], StringComparison.Ordinal);
        Assert.Equal("(198 unchanged images not listed; their tests: 198 passed)", lines[3]);
        Assert.Equal("200 images in 3m 07s: 2 built, 198 up to date; tests: 200 passed.", lines[5]);
    }

    [Fact]
    public void Few_images_are_all_listed() => Assert.Equal(43, Lines(SampleRuns.Many(40, built: 0), new ClosingOptions()).Length);

    [Fact]
    public void Nothing_is_hidden_when_something_failed()
    {
        var many = SampleRuns.Many(200, built: 0);
        var run = many with
        {
            Images = [many.Images[0] with { Verdicts = [SampleRuns.FailedTest("images/family.yaml", 6)] }, .. many.Images.Skip(1)],
        };
        var text = ClosingText.Write(run, new ClosingOptions());
        Assert.Contains("\nimage-199 ", text, StringComparison.Ordinal);
        Assert.Contains("\nFAILED image-000: test 'clock is right': ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_keep_within_the_terminal_by_shortening_the_tags()
    {
        var lines = Lines(SampleRuns.All["good"], new ClosingOptions { Width = 89 });
        Assert.All(lines, line => Assert.True(line.Length <= 89, line));
        Assert.Contains(lines, line => line.EndsWith("4.6.1, 4,...", StringComparison.Ordinal));
    }

    [Fact]
    public void The_columns_stand_under_their_heads()
    {
        var lines = Lines(SampleRuns.All["long-names"], new ClosingOptions());
        var column = lines[0].IndexOf("OUTCOME", StringComparison.Ordinal);
        Assert.Equal("built", lines[2].Substring(column, 5));
        Assert.Equal("up to date", lines[3].Substring(column, 10));
    }

    private static string[] Lines(RunReport run, ClosingOptions options) => ClosingText.Write(run, options).TrimEnd('\n').Split('\n');
}
