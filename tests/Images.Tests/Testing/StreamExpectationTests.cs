using Images.Testing;

namespace Images.Tests.Testing;

public sealed class StreamExpectationTests
{
    [Theory]
    [InlineData("UTC", "UTC\n")]
    [InlineData("R version 4", "x\nR version 4.6.1\n")]
    [InlineData(@"/jsonlite_\d/", "a jsonlite_1.8\n")]
    [InlineData("/^b$/", "a\nb\nc\n")]
    [InlineData("", "")]
    public void What_is_there_is_found(string expect, string text) =>
        Assert.Null(StreamExpectation.Mismatch("stdout", SampleTests.Expect(expect), text));

    [Theory]
    [InlineData("UTC", "CET\n", "expected stdout to contain 'UTC', found 'CET'")]
    [InlineData("utc", "UTC\n", "expected stdout to contain 'utc', found 'UTC'")]
    [InlineData("UTC", "\n", "expected stdout to contain 'UTC', found nothing")]
    [InlineData("/^4$/", "1\n\n2\n", "expected stdout to match /^4$/, found 2 lines that start with '1'")]
    [InlineData("a", "\e[31m::error::b", "expected stdout to contain 'a', found ': :error::b'")]
    public void What_is_missing_is_told_with_what_was_found(string expect, string text, string reason) =>
        Assert.Equal(reason, StreamExpectation.Mismatch("stdout", SampleTests.Expect(expect), text));

    [Theory]
    [InlineData("/(/")]
    [InlineData("/(?<=a)b/")]
    [InlineData(@"/(a)\1/")]
    public void A_pattern_that_cannot_be_used_is_told_at_its_place(string expect)
    {
        var reason = StreamExpectation.Mismatch("stdout", SampleTests.Expect(expect), "x");
        Assert.StartsWith($"images/a/image.yaml:9:5: {expect} cannot be used as a pattern: ", reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason!);
    }

    [Fact]
    public void A_pattern_that_others_never_finish_takes_no_time()
    {
        var text = new string('a', 100_000) + "b";
        Assert.NotNull(StreamExpectation.Mismatch("stdout", SampleTests.Expect("/^(a+)+$/"), text));
    }
}
