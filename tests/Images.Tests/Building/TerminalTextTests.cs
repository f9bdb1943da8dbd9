using Images.Building;

namespace Images.Tests.Building;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🙂", 2)]
    [InlineData("└─", 2)]
    public void Columns_are_counted_as_a_terminal_lays_them_out(string text, int columns) =>
        Assert.Equal(columns, TerminalText.Columns(text));

    [Theory]
    [InlineData("abc", "abc   ")]
    [InlineData("abcdefg", "abc...")]
    [InlineData("漢字漢字", "漢... ")]
    public void A_text_is_brought_to_a_width(string text, string expected) => Assert.Equal(expected, TerminalText.Fit(text, 6));
}
