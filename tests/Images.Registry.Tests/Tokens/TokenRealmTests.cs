using System.Net;
using System.Net.Sockets;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Tokens;
using Images.Registry.Transport;

namespace Images.Registry.Tests.Tokens;

public sealed class TokenRealmTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("r.example", "https://auth.example/token")]
    [InlineData("r.example", "https://nobody.example/token")]
    [InlineData("r.example", "https://r.example/token")]
    [InlineData("r.corp", "https://auth.corp/token")]
    [InlineData("r.corp", "https://10.1.2.4/token")]
    [InlineData("10.1.2.3:5000", "https://10.1.2.4/token")]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:6000/token")]
    [InlineData("127.0.0.1:5000", "http://localhost:6000/token")]
    [InlineData("plain.example", "http://plain.example/token")]
    [InlineData("plain.example", "http://auth.plain.example/token")]
    public async Task A_token_server_near_the_registry_or_on_the_Internet_is_asked(string registry, string realm) =>
        Assert.Equal(new Uri(realm), await CheckAsync(registry, realm));

    [Theory]
    [InlineData("r.example", "https://auth.corp/token", "is an internal address")]
    [InlineData("r.example", "https://localhost/token", "is an internal address")]
    [InlineData("r.example", "https://[::ffff:10.1.2.3]/token", "is an internal address")]
    [InlineData("r.example", "https://2130706433/token", "is an internal address")]
    [InlineData("r.example", "https://0x7f.1/token", "is an internal address")]
    [InlineData("r.corp", "https://me@auth.corp/token", "holds a login")]
    [InlineData("r.corp", "http://r.corp/token", "is without TLS")]
    [InlineData("127.0.0.1:5000", "http://auth.example/token", "is without TLS")]
    [InlineData("plain.example", "http://auth.example/token", "is without TLS")]
    [InlineData("r.example", "/token", "is no address")]
    [InlineData("r.example", "ftp://auth.example/token", "is no address")]
    public async Task Any_other_is_not(string registry, string realm, string why)
    {
        var error = await Assert.ThrowsAsync<RegistryException>(() => CheckAsync(registry, realm));

        Assert.Equal(RegistryProblem.Unauthorized, error.Problem);
        Assert.Contains($"names a token server that {why}; nothing was sent there", error.Message, StringComparison.Ordinal);
    }

    private async Task<Uri> CheckAsync(string registry, string realm)
    {
        var options = new RegistryOptions { PlainHttp = ["plain.example", "auth.plain.example"] };
        using var hosts = new RegistryHosts(options, null, NamesAsync);
        return await TokenRealm.CheckAsync(RegistryReference.Parse($"{registry}/a:1"), hosts, realm, cancel);
    }

    private static Task<IPAddress[]> NamesAsync(string name, CancellationToken cancellationToken) =>
        name.EndsWith(".corp", StringComparison.Ordinal) ? Task.FromResult<IPAddress[]>([IPAddress.Parse("192.168.3.4")])
        : name == "nobody.example" ? throw new SocketException((int)SocketError.HostNotFound)
        : Task.FromResult<IPAddress[]>([IPAddress.Parse("203.0.113.7")]);
}
