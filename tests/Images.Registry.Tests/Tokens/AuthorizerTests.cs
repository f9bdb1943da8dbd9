using System.Net;
using Images.Registry.Errors;
using Images.Registry.Logins;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tests.Tokens;

public sealed class AuthorizerTests : IDisposable
{
    private const string Realm = "https://auth.example/token";
    private static readonly RegistryReference Base = RegistryReference.Parse("r.example/acme/base:1");
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeRegistry registry = new();
    private readonly HastyTime time = new();
    private int tokens;

    public AuthorizerTests()
    {
        registry.PutImage("acme/base", "1");
        registry.PutImage("acme/other", "1");
    }

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task An_anonymous_token_is_got_once_and_shown_again()
    {
        registry.Rule = Bearer;
        using var client = Client(null);

        await client.ResolveAsync(Base, cancel);
        await client.ResolveAsync(Base, cancel);

        Assert.Equal(
            [
                "HEAD https://r.example/v2/acme/base/manifests/1",
                $"GET {Realm}?scope=repository%3Aacme%2Fbase%3Apull&service=registry",
                "HEAD https://r.example/v2/acme/base/manifests/1 Bearer t1",
                "HEAD https://r.example/v2/acme/base/manifests/1 Bearer t1",
            ],
            registry.Asked
        );
    }

    [Fact]
    public async Task Another_repository_of_the_registry_gets_its_token_without_being_refused_first()
    {
        registry.Rule = Bearer;
        using var client = Client(null);

        await client.ResolveAsync(Base, cancel);
        registry.Asked.Clear();
        await client.ResolveAsync(RegistryReference.Parse("r.example/acme/other:1"), cancel);

        Assert.Equal(
            [
                $"GET {Realm}?scope=repository%3Aacme%2Fother%3Apull&service=registry",
                "HEAD https://r.example/v2/acme/other/manifests/1 Bearer t2",
            ],
            registry.Asked
        );
    }

    [Fact]
    public async Task Name_and_password_go_to_the_token_server_only()
    {
        registry.Rule = Bearer;
        using var client = Client(new RegistryCredential("me", "s3cret"));

        await client.ResolveAsync(Base, cancel);

        var basic = "Basic " + Convert.ToBase64String("me:s3cret"u8);
        Assert.Equal(
            [$"GET {Realm}?scope=repository%3Aacme%2Fbase%3Apull&service=registry {basic}"],
            registry.Asked.Where(line => line.Contains(basic, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task An_identity_token_is_a_refresh_token_in_a_form()
    {
        var form = string.Empty;
        registry.Rule = request =>
        {
            form += request.Method == HttpMethod.Post ? request.Content!.ReadAsStringAsync(cancel).Result : string.Empty;
            return Bearer(request);
        };
        using var client = Client(new RegistryCredential("", "identity"));

        await client.ResolveAsync(Base, cancel);

        Assert.Equal(
            "grant_type=refresh_token&refresh_token=identity&client_id=images-registry&scope=repository%3Aacme%2Fbase%3Apull&service=registry",
            form
        );
    }

    [Fact]
    public async Task A_token_that_is_refused_is_fetched_anew_once()
    {
        var refused = new List<string>();
        registry.Rule = request => refused.Contains($"{request.Headers.Authorization}") ? Challenge() : Bearer(request);
        using var client = Client(null);
        await client.ResolveAsync(Base, cancel);

        refused.Add("Bearer t1");
        registry.Asked.Clear();
        await client.ResolveAsync(Base, cancel);
        Assert.Equal(["Bearer t1", "Bearer t2"], Shown());

        refused.AddRange(["Bearer t2", "Bearer t3"]);
        registry.Asked.Clear();
        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(Base, cancel));
        Assert.Equal(RegistryProblem.Unauthorized, error.Problem);
        Assert.Equal(["Bearer t2", "Bearer t3"], Shown());

        IEnumerable<string> Shown() =>
            registry.Asked.Where(line => line.StartsWith("HEAD", StringComparison.Ordinal)).Select(line => line[^9..]);
    }

    [Fact]
    public async Task A_token_is_not_shown_after_its_end()
    {
        registry.Rule = Bearer;
        using var client = Client(null);
        await client.ResolveAsync(Base, cancel);

        time.Now += TimeSpan.FromSeconds(295);
        await client.ResolveAsync(Base, cancel);

        Assert.Equal(2, tokens);
    }

    [Fact]
    public async Task Requests_that_need_the_same_token_wait_for_one()
    {
        registry.Rule = Bearer;
        using var client = Client(null);
        await client.FindAsync(Base.WithTag("none"), cancel);
        time.Now += TimeSpan.FromHours(1);
        tokens = 0;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => client.ResolveAsync(Base, cancel))));

        Assert.Equal(1, tokens);
    }

    [Fact]
    public async Task Basic_shows_name_and_password_to_the_registry_that_asks_for_them()
    {
        var basic = "Basic " + Convert.ToBase64String("me:s3cret"u8);
        registry.Rule = request =>
            $"{request.Headers.Authorization}" == basic
                ? null
                : FakeRegistry.Answer(HttpStatusCode.Unauthorized, "", ("WWW-Authenticate", "Basic realm=\"lab\""));
        using var client = Client(new RegistryCredential("me", "s3cret"));

        await client.ResolveAsync(Base, cancel);

        Assert.Equal(["", basic], registry.Asked.Select(line => line["HEAD https://r.example/v2/acme/base/manifests/1".Length..].Trim()));
    }

    [Fact]
    public async Task Without_a_login_the_error_says_how_to_log_in()
    {
        registry.Rule = _ => FakeRegistry.Answer(HttpStatusCode.Unauthorized, "", ("WWW-Authenticate", "Basic realm=\"lab\""));
        using var client = Client(null);

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(Base, cancel));

        Assert.Equal(RegistryProblem.Unauthorized, error.Problem);
        Assert.Contains("log in with 'docker login r.example'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_the_token_server_refuses_is_named_without_its_secret()
    {
        registry.Rule = request =>
            request.RequestUri!.Host == "auth.example" ? FakeRegistry.Answer(HttpStatusCode.Unauthorized) : Bearer(request);
        using var client = Client(new RegistryCredential("me", "s3cret"));

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(Base, cancel));

        Assert.Equal(
            "r.example/acme/base:1: auth.example refuses the login of me; log in again with 'docker login r.example'",
            error.Message
        );
    }

    [Theory]
    [InlineData("http://auth.example/token", "is without TLS")]
    [InlineData("https://169.254.169.254/token", "is an internal address")]
    [InlineData("https://10.1.2.3/token", "is an internal address")]
    [InlineData("https://[fe80::1]/token", "is an internal address")]
    [InlineData("https://u:p@auth.example/token", "holds a login")]
    [InlineData("file:///etc/passwd", "is no address")]
    public async Task No_login_goes_to_a_token_server_that_a_registry_must_not_name(string realm, string why)
    {
        registry.Rule = _ => FakeRegistry.Answer(HttpStatusCode.Unauthorized, "", ("WWW-Authenticate", $"Bearer realm=\"{realm}\""));
        using var client = Client(new RegistryCredential("me", "s3cret"));

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(Base, cancel));

        Assert.Contains($"names a token server that {why}", error.Message, StringComparison.Ordinal);
        Assert.Single(registry.Asked);
    }

    [Fact]
    public async Task A_scope_of_the_registry_s_own_is_asked_for_as_it_is()
    {
        registry.Rule = request =>
            request.RequestUri!.Host == "auth.example" || request.Headers.Authorization is not null
                ? Bearer(request)
                : FakeRegistry.Answer(HttpStatusCode.Unauthorized, "", ("WWW-Authenticate", $"Bearer realm=\"{Realm}\",scope=\"aws\""));
        using var client = Client(null);

        await client.ResolveAsync(Base, cancel);
        await client.ResolveAsync(RegistryReference.Parse("r.example/acme/other:1"), cancel);

        Assert.Equal([$"GET {Realm}?scope=aws"], registry.Asked.Where(line => line.StartsWith("GET", StringComparison.Ordinal)));
    }

    private RegistryClient Client(RegistryCredential? login) =>
        registry.Client(new RegistryOptions { Credentials = new OneLogin(login) }, time);

    private HttpResponseMessage? Bearer(HttpRequestMessage request) =>
        request.RequestUri!.Host == "auth.example"
            ? FakeRegistry.Answer(HttpStatusCode.OK, $$"""{"token":"t{{Interlocked.Increment(ref tokens)}}","expires_in":300}""")
        : request.Headers.Authorization is { Scheme: "Bearer" } ? null
        : Challenge();

    private static HttpResponseMessage Challenge() =>
        FakeRegistry.Answer(
            HttpStatusCode.Unauthorized,
            "",
            ("WWW-Authenticate", $"Bearer realm=\"{Realm}\",service=\"registry\",scope=\"repository:acme/base:pull\"")
        );

    private sealed class OneLogin(RegistryCredential? login) : IRegistryCredentials
    {
        public ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken) =>
            ValueTask.FromResult(host == "r.example" ? login : null);
    }
}
