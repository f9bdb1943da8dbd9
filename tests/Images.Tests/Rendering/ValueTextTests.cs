using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("a\nRUN evil", "holds a line break (U+000A)")]
    [InlineData("a\rb", "holds a line break (U+000D)")]
    [InlineData("a\u0085b", "holds a line break (U+0085)")]
    [InlineData("a\u2028b", "holds a line break (U+2028)")]
    [InlineData("a\tb", "holds a tab (U+0009)")]
    [InlineData("a\0b", "holds a control character (U+0000)")]
    [InlineData("\u001b[31mred", "holds a control character (U+001B)")]
    [InlineData("\u007f", "holds a control character (U+007F)")]
    [InlineData("\uFEFFa", "holds a byte order mark (U+FEFF)")]
    [InlineData("a\uE001b", "holds a private-use character (U+E001)")]
    [InlineData("a\u202Eb", "holds a character that reorders the text around it (U+202E)")]
    public void A_value_is_one_line_of_plain_text(string value, string fault) => Assert.Equal(fault, ValueText.Fault(value));

    [Fact]
    public void Half_a_surrogate_pair_cannot_be_written() =>
        Assert.Equal("holds half a character (U+D83D)", ValueText.Fault("a" + '\uD83D'));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("quotes ' \" ` and \\ and $ and #")]
    [InlineData("grüße 日本 🙂 العربية")]
    public void Every_printed_character_is_welcome(string value) => Assert.Null(ValueText.Fault(value));
}
