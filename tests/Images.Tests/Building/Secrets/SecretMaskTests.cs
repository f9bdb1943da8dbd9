using Images.Building;

namespace Images.Tests.Building.Secrets;

public sealed class SecretMaskTests
{
    [Fact]
    public void Every_value_is_hidden_and_each_line_of_one_that_has_several()
    {
        var mask = new SecretMask(["hunter2!\n", "machine a.example\n  password pa55word\n"]);

        Assert.Equal("a *** b ***", mask.Apply("a hunter2! b hunter2!"));
        Assert.Equal("  ***", mask.Apply("  password pa55word"));
        Assert.Equal("***", mask.Apply("machine a.example\n  password pa55word"));
    }

    [Fact]
    public void The_longer_of_two_values_is_hidden_whole() =>
        Assert.Equal("***.", new SecretMask(["token", "token-and-more"]).Apply("token-and-more."));

    [Fact]
    public void A_value_of_three_characters_is_left_alone() => Assert.Equal("abc abcd", new SecretMask(["abc"]).Apply("abc abcd"));

    [Theory]
    [InlineData("text sec", 3)]
    [InlineData("text secre", 5)]
    [InlineData("text secret", 0)]
    [InlineData("text", 0)]
    public void What_may_begin_a_value_at_the_end_is_counted(string text, int expected) =>
        Assert.Equal(expected, new SecretMask(["secret"]).UnfinishedAtEnd(text));

    [Fact]
    public void A_value_across_the_cut_of_an_endless_line_is_hidden()
    {
        var lines = new OutputLines(10, new SecretMask(["s3cr3t-value"]));
        var text = new string('x', 4090) + "s3cr3t-value" + new string('y', 10) + "\n";

        var written = string.Concat(lines.Append(System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Equal(new string('x', 4090) + "***" + new string('y', 10), written);
    }

    [Fact]
    public void Colours_inside_a_value_do_not_show_it()
    {
        var lines = new OutputLines(10, new SecretMask(["s3cr3t-value"]));

        Assert.Equal(["it is ***"], lines.Append("it is s3cr3t\u001b[1m-value\n"u8));
    }
}
