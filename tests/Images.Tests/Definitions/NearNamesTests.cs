using Images.Definitions;

namespace Images.Tests.Definitions;

public sealed class NearNamesTests
{
    [Theory]
    [InlineData("tgas", "tags")]
    [InlineData("Tags", "tags")]
    [InlineData("labls", "labels")]
    [InlineData("desc", "description")]
    public void A_mistyped_name_is_answered_with_what_was_meant(string word, string meant) =>
        Assert.Equal($" (did you mean '{meant}'?)", NearNames.Hint(word, ["tags", "labels", "description"]));

    [Theory]
    [InlineData("")]
    [InlineData("platforms")]
    public void Nothing_near_is_no_answer(string word) => Assert.Equal("", NearNames.Hint(word, ["tags", "labels"]));

    [Fact]
    public void A_very_long_name_is_compared_with_nothing() =>
        Assert.Equal("", NearNames.Hint(new string('a', 100_000), [new string('a', 100_001)]));
}
