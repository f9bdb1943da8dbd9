using Images.Engines;
using Images.Releasing.Hosting;

namespace Images.Tests.Releasing.Hosting;

public sealed class GitHubSiteTests
{
    [Theory]
    [InlineData(null, null, "https://api.github.com/", "https://github.com/")]
    [InlineData("https://api.github.com", "https://github.com", "https://api.github.com/", "https://github.com/")]
    [InlineData("https://git.acme.example/api/v3", null, "https://git.acme.example/api/v3", "https://git.acme.example/")]
    [InlineData(null, "https://git.acme.example", "https://git.acme.example/api/v3/", "https://git.acme.example/")]
    public void One_address_tells_the_other(string? api, string? server, string apiRead, string serverRead)
    {
        var site = GitHubSite.Of(Host(("GITHUB_API_URL", api), ("GITHUB_SERVER_URL", server)));

        Assert.Equal((new Uri(apiRead), new Uri(serverRead)), (site.Api, site.Server));
    }

    [Fact]
    public void The_token_is_read_and_never_written()
    {
        Assert.Equal("one", GitHubSite.Of(Host(("GITHUB_TOKEN", "one"), ("GH_TOKEN", "two"))).Token);
        var site = GitHubSite.Of(Host(("GH_TOKEN", "two")));

        Assert.Equal("two", site.Token);
        Assert.DoesNotContain("two", site.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_address_is_an_error_with_its_variable()
    {
        var error = Assert.Throws<FormatException>(() => GitHubSite.Of(Host(("GITHUB_API_URL", "git.acme.example"))));

        Assert.StartsWith("GITHUB_API_URL: 'git.acme.example' is no address", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("git@github.com:acme/images.git", "acme/images")]
    [InlineData("https://github.com/acme/images", "acme/images")]
    [InlineData("https://user:pass@github.com/acme/images.git/", "acme/images")]
    [InlineData("ssh://git@github.com:22/acme/images.git", "acme/images")]
    [InlineData("https://gitlab.com/acme/images", null)]
    [InlineData("https://github.com/acme/group/images", null)]
    [InlineData("/srv/git/images", null)]
    public void The_repository_is_read_out_of_the_address_of_a_remote(string address, string? repository) =>
        Assert.Equal(repository, GitHubRepository.OfRemote(address, "github.com")?.ToString());

    private static HostEnvironment Host(params (string Name, string? Value)[] variables) =>
        new(
            variables.Where(variable => variable.Value is not null).ToDictionary(variable => variable.Name, variable => variable.Value!),
            "/home/me",
            true,
            false
        );
}
