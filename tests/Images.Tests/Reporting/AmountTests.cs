using Images.Building;
using Images.Reporting;
using Images.Testing;

namespace Images.Tests.Reporting;

public sealed class AmountTests
{
    [Theory]
    [InlineData(0, "0 images")]
    [InlineData(1, "1 image")]
    [InlineData(2, "2 images")]
    public void One_is_singular(int number, string text) => Assert.Equal(text, Amount.Count(number, "image"));

    [Theory]
    [InlineData(null, "-")]
    [InlineData("sha256:0123456789abcdef", "0123456789ab")]
    [InlineData("0123", "0123")]
    public void A_digest_is_shortened_to_twelve_digits(string? digest, string text) => Assert.Equal(text, Amount.ShortDigest(digest));

    [Fact]
    public void Outcomes_have_their_words()
    {
        Assert.Equal("built", OutcomeWord.For(BuildOutcome.Built));
        Assert.Equal("cancelled", OutcomeWord.Token(BuildOutcome.Cancelled));
        Assert.Equal("skipped", OutcomeWord.For(TestOutcome.Skipped));
    }

    [Fact]
    public void A_tally_tells_what_is_not_zero()
    {
        Assert.Equal("-", new TestTally(0, 0, 0).ToString());
        Assert.Equal("2 passed, 1 skipped", new TestTally(2, 0, 1).ToString());
    }
}
