using Images.Engines;

namespace Images.Tests.Engines;

public sealed class ImagePullTests
{
    [Theory]
    [InlineData("debian", "docker.io")]
    [InlineData("library/debian", "docker.io")]
    [InlineData("localhost/x", "localhost")]
    [InlineData("host:5000/x", "host:5000")]
    [InlineData("ghcr.io/a/b", "ghcr.io")]
    public void A_name_belongs_to_its_registry(string name, string host) => Assert.Equal(host, ImagePull.HostOf(name));
}
