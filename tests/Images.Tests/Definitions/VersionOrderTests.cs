using Images.Definitions;

namespace Images.Tests.Definitions;

public sealed class VersionOrderTests
{
    [Theory]
    [InlineData("4.9", "4.10")]
    [InlineData("4.6", "4.6.1")]
    [InlineData("9", "10")]
    [InlineData("1.0.9", "1.1")]
    [InlineData("2.0-rc1", "2.0")]
    [InlineData("2.0rc1", "2.0")]
    [InlineData("2.0~1", "2.0")]
    [InlineData("2.0-rc1", "2.0-rc2")]
    [InlineData("2.0-rc9", "2.0-rc10")]
    [InlineData("devel", "1.0")]
    [InlineData("bookworm", "trixie")]
    [InlineData("2024-09-30", "2024-10-01")]
    [InlineData("99999999999999999998", "99999999999999999999")]
    [InlineData("4.06", "4.6")]
    public void The_older_comes_first(string older, string newer)
    {
        Assert.True(VersionOrder.Compare(older, newer) < 0);
        Assert.True(VersionOrder.Compare(newer, older) > 0);
    }

    [Fact]
    public void Only_equal_texts_are_equal()
    {
        Assert.Equal(0, VersionOrder.Compare("4.6.1", "4.6.1"));
        Assert.NotEqual(0, VersionOrder.Compare("4.06", "4.6"));
        Assert.Equal(0, VersionOrder.Compare("", ""));
    }

    [Fact]
    public void The_order_is_consistent_for_any_three_versions()
    {
        string[] versions =
        [
            "",
            "1",
            "01",
            "1.",
            "1.0",
            "1.0-a",
            "1.0-1",
            "1.0~",
            "1.0rc",
            "1.0.1",
            "a",
            "a1",
            "-a",
            "1a",
            "1.0beta2",
            "10",
            "v1",
        ];
        foreach (var x in versions)
        {
            foreach (var y in versions)
            {
                Assert.Equal(Math.Sign(VersionOrder.Compare(x, y)), -Math.Sign(VersionOrder.Compare(y, x)));
                Assert.All(
                    versions.Where(z => VersionOrder.Compare(x, y) < 0 && VersionOrder.Compare(y, z) < 0),
                    z => Assert.True(VersionOrder.Compare(x, z) < 0, $"{x} < {y} < {z}")
                );
            }
        }
    }
}
