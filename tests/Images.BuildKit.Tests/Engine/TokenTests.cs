using Images.BuildKit.Errors;
using Images.Registry.Logins;

namespace Images.BuildKit.Tests.Engine;

/// <summary>Registries with a token server: the engine asks us for the login and the server for the token.</summary>
[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class TokenTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_anonymous_token_is_enough_where_the_registry_says_so()
    {
        await using var registry = new TokenRegistry();

        await PullAsync(registry, null);

        Assert.All(registry.TokenRequests, Assert.Empty);
        Assert.True(registry.LetIn > 0);
    }

    [Fact]
    public async Task A_password_goes_to_the_token_server_only()
    {
        await using var registry = new TokenRegistry();

        await PullAsync(registry, new("user", "pass-word"));

        var basic = "Basic " + Convert.ToBase64String("user:pass-word"u8);
        Assert.Contains(registry.TokenRequests, shown => shown == basic || shown.Contains("password=pass-word", StringComparison.Ordinal));
        Assert.True(registry.LetIn > 0);
    }

    [Fact]
    public async Task An_identity_token_is_a_refresh_token()
    {
        await using var registry = new TokenRegistry();

        await PullAsync(registry, new("", TokenRegistry.IdentityToken));

        Assert.Contains(
            registry.TokenRequests,
            shown =>
                shown.Contains("grant_type=refresh_token", StringComparison.Ordinal)
                && shown.Contains($"refresh_token={TokenRegistry.IdentityToken}", StringComparison.Ordinal)
        );
        Assert.True(registry.LetIn > 0);
    }

    private async Task PullAsync(TokenRegistry registry, RegistryCredential? login)
    {
        await using var client = engine.Client();
        var request = BuildingTests.Request($"FROM {registry.Host}/some/image:{Guid.NewGuid():N}\nLABEL a=b\n") with
        {
            Credentials = new OneLogin(login),
            Pull = true,
        };

        await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(request, null, cancel));
        Assert.SkipWhen(registry.TokenRequests.IsEmpty, "the engine does not share this machine's loopback");
    }

    private sealed class OneLogin(RegistryCredential? login) : IRegistryCredentials
    {
        public ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken) => ValueTask.FromResult(login);
    }
}
