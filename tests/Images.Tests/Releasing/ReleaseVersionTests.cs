using Images.Releasing;

namespace Images.Tests.Releasing;

public sealed class ReleaseVersionTests
{
    [Theory]
    [InlineData("v1.4.0", false)]
    [InlineData("1.4", false)]
    [InlineData("2026.11", false)]
    [InlineData("v1.4.0-rc.1", true)]
    [InlineData("v1.4.0+build.5", false)]
    [InlineData("nightly", false)]
    public void A_suffix_makes_a_version_one_for_trial(string tag, bool isPrerelease) =>
        Assert.Equal(isPrerelease, ReleaseVersion.IsPrerelease(tag));

    [Theory]
    [InlineData("v1.4", "v1.3")]
    [InlineData("v1.10", "v1.9")]
    [InlineData("v2.0-rc.2", "v2.0-rc.1")]
    [InlineData("v2.0", "v1.9")]
    [InlineData("v1.0", null)]
    public void A_release_follows_the_highest_that_is_lower(string tag, string? previous) =>
        Assert.Equal(previous, ReleaseVersion.Previous(tag, ["v1.3", "v1.9", "v2.0-rc.1", "v1.2", "v1.0"]));
}
