using System.Text;
using Images.Registry.Errors;
using Images.Registry.Logins;

namespace Images.Registry.Tests.Logins;

public sealed class DockerConfigLoginsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("images-logins-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Without_a_file_everybody_is_anonymous() => Assert.Null(await AskAsync("ghcr.io"));

    [Fact]
    public async Task A_login_of_the_file_is_taken_for_its_host_only()
    {
        Write($$$"""{"auths":{"ghcr.io":{"auth":"{{{Base64("me:a:b")}}}"} } }""");
        Assert.Equal(new RegistryCredential("me", "a:b"), await AskAsync("ghcr.io"));
        Assert.Null(await AskAsync("quay.io"));
    }

    [Theory]
    [InlineData("docker.io")]
    [InlineData("registry-1.docker.io")]
    public async Task Docker_hub_is_known_by_its_old_key(string host)
    {
        Write($$$"""{"auths":{"https://index.docker.io/v1/":{"auth":"{{{Base64("me:secret")}}}"} } }""");
        Assert.Equal(new RegistryCredential("me", "secret"), await AskAsync(host));
    }

    [Theory]
    [InlineData("https://ghcr.io")]
    [InlineData("https://ghcr.io/v2/")]
    public async Task A_key_may_be_an_address(string key)
    {
        Write($$$"""{"auths":{"{{{key}}}":{"auth":"{{{Base64("me:secret")}}}"} } }""");
        Assert.Equal(new RegistryCredential("me", "secret"), await AskAsync("ghcr.io"));
    }

    [Fact]
    public async Task An_identity_token_has_no_user()
    {
        Write("""{"auths":{"ghcr.io":{"identitytoken":"t0ken"}}}""");
        Assert.Equal(new RegistryCredential("", "t0ken"), await AskAsync("ghcr.io"));
    }

    [Theory]
    [InlineData("""{"credHelpers":{"ghcr.io":"images-not-there"}}""", "docker-credential-images-not-there: docker's config.json names it")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"%%%"}}}""", "auths 'ghcr.io' is not base64")]
    [InlineData("[", "is not a JSON object")]
    public async Task What_cannot_be_used_is_told_in_one_line(string config, string message)
    {
        Write(config);
        var error = await Assert.ThrowsAsync<RegistryLoginException>(() => AskAsync("ghcr.io"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void Write(string config) => File.WriteAllText(Path.Combine(folder, "config.json"), config);

    private Task<RegistryCredential?> AskAsync(string host) =>
        new DockerConfigLogins(folder).GetAsync(host, TestContext.Current.CancellationToken).AsTask();
}
