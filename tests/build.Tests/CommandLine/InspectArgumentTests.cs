namespace Images.Build.CommandLine;

public class InspectArgumentTests
{
    [Theory]
    [InlineData("'inspect' needs an image: inspect NAME:TAG", "inspect")]
    [InlineData("'inspect' takes one image, remove 'b'", "inspect", "a", "b")]
    public void It_takes_one_image(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => CommandLineParser.Parse(arguments)).Message);

    [Fact]
    public void Its_usage_says_so() => Assert.Equal("inspect IMAGE [options]", HelpText.Usage(Verbs.Find("inspect")!));
}
