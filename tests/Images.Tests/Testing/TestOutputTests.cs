using Images.Testing;

namespace Images.Tests.Testing;

public sealed class TestOutputTests
{
    [Fact]
    public void Both_streams_are_kept_apart() => Assert.Equal("out\nstderr:\nerr\n", TestOutput.Of(FakeRunner.Exit(0, "out", "err\n")));

    [Fact]
    public void Nothing_is_nothing() => Assert.Empty(TestOutput.Of(FakeRunner.Exit(0)));

    [Fact]
    public void A_flood_is_cut_to_its_end_at_a_line()
    {
        var flood = string.Concat(Enumerable.Repeat("0123456789\n", 100_000));
        var output = TestOutput.Of(FakeRunner.Exit(0, flood + "the end\n") with { DroppedBytes = 5 });
        Assert.InRange(output.Length, TestOutput.Limit - 100, TestOutput.Limit + 100);
        Assert.Contains("left out)\n0123456789\n", output, StringComparison.Ordinal);
        Assert.EndsWith("the end\n(5 bytes more were dropped)\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_endless_line_is_cut_too() =>
        Assert.InRange(TestOutput.Of(FakeRunner.Exit(0, new string('y', 1 << 20))).Length, TestOutput.Limit, TestOutput.Limit + 100);
}
