namespace Images.Build.CommandLine;

public class DiffArgumentTests
{
    [Theory]
    [InlineData("'diff' needs two words: diff BEFORE AFTER", "diff")]
    [InlineData("'diff' needs two words: diff BEFORE AFTER", "diff", "a")]
    [InlineData("'diff' takes two words, remove 'c'", "diff", "a", "b", "c")]
    public void It_takes_two_images(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => CommandLineParser.Parse(arguments)).Message);

    [Fact]
    public void Its_usage_says_so() => Assert.Equal("diff BEFORE AFTER [options]", HelpText.Usage(Verbs.Find("diff")!));
}
