using Images.Reporting.GitHub;

namespace Images.Tests.Reporting.GitHub;

public sealed class OutputEntryTests
{
    [Fact]
    public void A_value_of_several_lines_stands_between_delimiters() =>
        Assert.Equal("matrix<<EOF-1\n{\n}\nEOF-1\n", OutputEntry.Write("matrix", "{\n}", "EOF-1"));

    [Fact]
    public void The_delimiter_is_random() => Assert.NotEqual(OutputEntry.Write("a", "b"), OutputEntry.Write("a", "b"));

    [Fact]
    public void A_value_that_holds_the_delimiter_is_refused() =>
        Assert.Throws<ArgumentException>(() => OutputEntry.Write("a", "x\nEOF\ny=1", "EOF"));

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("a\nb")]
    [InlineData("a<<b")]
    public void A_name_that_would_be_syntax_is_refused(string name) => Assert.Throws<ArgumentException>(() => OutputEntry.Write(name, "x"));
}
