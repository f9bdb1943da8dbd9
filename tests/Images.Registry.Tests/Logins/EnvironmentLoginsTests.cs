using Images.Registry.Logins;

namespace Images.Registry.Tests.Logins;

public sealed class EnvironmentLoginsTests
{
    [Theory]
    [InlineData("docker.io", "DOCKERHUB_USERNAME=me DOCKERHUB_TOKEN=t", "me", "t")]
    [InlineData("registry-1.docker.io", "DOCKERHUB_USERNAME=me DOCKERHUB_TOKEN=t", "me", "t")]
    [InlineData("ghcr.io", "GITHUB_TOKEN=g GITHUB_ACTOR=octo", "octo", "g")]
    [InlineData("ghcr.io", "GITHUB_TOKEN=g", "github-token", "g")]
    [InlineData("docker.io", "DOCKERHUB_TOKEN=t", null, null)]
    [InlineData("docker.io", "DOCKERHUB_USERNAME=me DOCKERHUB_TOKEN=", null, null)]
    [InlineData("quay.io", "GITHUB_TOKEN=g DOCKERHUB_USERNAME=me DOCKERHUB_TOKEN=t", null, null)]
    [InlineData("ghcr.io.example", "GITHUB_TOKEN=g", null, null)]
    public async Task A_variable_is_a_login_to_its_registry_only(string host, string variables, string? user, string? secret)
    {
        var login = await new EnvironmentLogins(Variables(variables)).GetAsync(host, TestContext.Current.CancellationToken);

        Assert.Equal(user is null ? null : new RegistryCredential(user, secret!), login);
    }

    [Fact]
    public async Task The_first_place_that_has_a_login_is_right()
    {
        var logins = new FirstLogin(
            new EnvironmentLogins(Variables("DOCKERHUB_USERNAME=one DOCKERHUB_TOKEN=t")),
            new EnvironmentLogins(Variables("DOCKERHUB_USERNAME=two DOCKERHUB_TOKEN=t GITHUB_TOKEN=g"))
        );

        Assert.Equal("one", (await logins.GetAsync("docker.io", TestContext.Current.CancellationToken))?.UserName);
        Assert.Equal("g", (await logins.GetAsync("ghcr.io", TestContext.Current.CancellationToken))?.Secret);
        Assert.Null(await logins.GetAsync("quay.io", TestContext.Current.CancellationToken));
    }

    private static Dictionary<string, string> Variables(string text) =>
        text.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
