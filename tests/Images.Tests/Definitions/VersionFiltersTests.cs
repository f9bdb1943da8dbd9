using Images.Definitions;

namespace Images.Tests.Definitions;

public sealed class VersionFiltersTests
{
    [Theory]
    [InlineData("4.6.1", "4", "4.6")]
    [InlineData("3.10", "3", "3.10")]
    [InlineData("v1.2.3-rc1", "v1", "v1.2")]
    [InlineData("3.10rc1", "3", "3.10")]
    public void A_version_is_cut_after_its_first_or_second_number(string version, string major, string minor)
    {
        Assert.Equal(major, VersionFilters.Major(version));
        Assert.Equal(minor, VersionFilters.Minor(version));
    }

    [Fact]
    public void A_text_without_numbers_has_no_versions()
    {
        Assert.Equal("'bookworm' has no major version", Assert.Throws<FormatException>(() => VersionFilters.Major("bookworm")).Message);
        Assert.Equal("'12' has no minor version", Assert.Throws<FormatException>(() => VersionFilters.Minor("12")).Message);
    }
}
