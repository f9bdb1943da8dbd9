using System.Text;
using Images.BuildKit.Sessions;
using Images.Engines;

namespace Images.Tests.Engines;

public sealed class DockerLoginsTests : IDisposable
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
        var error = await Assert.ThrowsAsync<EngineException>(() => AskAsync("ghcr.io"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("debian", "docker.io")]
    [InlineData("library/debian", "docker.io")]
    [InlineData("localhost/x", "localhost")]
    [InlineData("host:5000/x", "host:5000")]
    [InlineData("ghcr.io/a/b", "ghcr.io")]
    public void A_name_belongs_to_its_registry(string name, string host) => Assert.Equal(host, ImagePull.HostOf(name));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void Write(string config) => File.WriteAllText(Path.Combine(folder, "config.json"), config);

    private Task<RegistryCredential?> AskAsync(string host) =>
        new DockerLogins(folder).GetAsync(host, TestContext.Current.CancellationToken).AsTask();
}
