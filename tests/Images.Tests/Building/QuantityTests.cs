using Images.Building;

namespace Images.Tests.Building;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(74_500_000, "74.5 MB")]
    [InlineData(5_670_000_000, "5.67 GB")]
    public void Sizes_are_decimal(long bytes, string text) => Assert.Equal(text, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0.04, "0.0s")]
    [InlineData(59.94, "59.9s")]
    [InlineData(59.96, "1m 00s")]
    [InlineData(125, "2m 05s")]
    [InlineData(3725, "1h 02m")]
    public void Times_get_coarser_as_they_grow(double seconds, string text) =>
        Assert.Equal(text, Quantity.Duration(TimeSpan.FromSeconds(seconds)));
}
