using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;
using Images.Registry.Uploads;

namespace Images.Registry.Tests.Wire;

/// <summary>Debian's registry with TLS that takes the tokens of a server, behind a relay.</summary>
public sealed class TokenServerTests(RegistryFixture fixture) : IAsyncLifetime
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryDirectory folder = new();
    private readonly TestAuthority authority = new();
    private TestTokenServer? tokens;
    private LoopbackRegistry? registry;
    private FaultRelay? relay;

    public async ValueTask InitializeAsync()
    {
        tokens = await TestTokenServer.StartAsync(authority.Certificate, cancel);
        registry = await LoopbackRegistry.StartAsync(
            new RegistrySettings { Program = fixture.Program, Auth = await tokens.ConfigureAsync(folder.Path, cancel) },
            cancel
        );
        relay = await FaultRelay.StartAsync(registry.Address, authority.Certificate, cancel);
        folder.Write($"{relay.Address}/ca.crt", authority.RootPem).Write($"{tokens.Address}/ca.crt", authority.RootPem);
    }

    public async ValueTask DisposeAsync()
    {
        await relay!.DisposeAsync();
        await registry!.DisposeAsync();
        await tokens!.DisposeAsync();
        authority.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(TestTokenServer.User, TestTokenServer.Password)]
    [InlineData("", TestTokenServer.Identity)]
    public async Task An_image_is_pushed_and_read_with_one_token(string user, string secret)
    {
        using var client = Client(user, secret);
        var image = new SmallImage(1);

        await image.PushAsync(client, Tag("team/a"), cancel);
        await image.AssertIsThereAsync(client, Tag("team/a"), cancel);

        Assert.Equal(["repository:team/a:pull,push"], tokens!.Scopes);
        Assert.All(relay!.Requests.Skip(1), request => Assert.StartsWith("Bearer ", request.Authorization, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mount_asks_for_both_repositories()
    {
        using var client = Client();
        var bytes = new byte[100_000];
        var source = BlobSource.Of(bytes);
        await client.UploadBlobAsync(Tag("team/a"), source, null, cancel);

        var mounted = await client.UploadBlobAsync(Tag("team/b"), source, new BlobUploadOptions { MountFrom = Tag("team/a") }, cancel);

        Assert.Equal(new BlobUpload(source.Digest!, bytes.Length, BlobUploadOutcome.Mounted, 0), mounted);
        Assert.Equal("repository:team/b:pull,push repository:team/a:pull", tokens!.Scopes[^1]);
        Assert.True(await client.HasBlobAsync(Tag("team/b"), source.Digest!, cancel));
    }

    [Fact]
    public async Task Who_may_not_read_the_other_repository_sends_the_blob()
    {
        using var client = Client();
        var source = BlobSource.Of(new byte[100_000]);
        await client.UploadBlobAsync(Tag("team/a"), source, null, cancel);
        tokens!.Withheld = "team/a";

        var sent = await client.UploadBlobAsync(Tag("team/b"), source, new BlobUploadOptions { MountFrom = Tag("team/a") }, cancel);

        Assert.Equal(BlobUploadOutcome.Sent, sent.Outcome);
    }

    [Fact]
    public async Task A_token_that_is_refused_in_the_middle_of_an_upload_is_fetched_anew_once()
    {
        using var client = Client();
        var source = BlobSource.Of(new byte[300_000]);
        var challenge = $"Bearer realm=\"{tokens!.Realm}\",service=\"tests\",scope=\"repository:team/a:pull,push\"";
        relay!.Reset();
        var refused = 0;
        relay.Rule = request => request.Method == "PATCH" && refused++ == 0 ? Fault.Refuse(401, ("WWW-Authenticate", challenge)) : null;

        var sent = await client.UploadBlobAsync(Tag("team/a"), source, null, cancel);

        Assert.Equal(BlobUploadOutcome.Sent, sent.Outcome);
        Assert.Equal(2, tokens.Scopes.Count);
        Assert.Equal(["PATCH", "PATCH"], relay.Requests.Select(request => request.Method).Where(method => method == "PATCH"));
        Assert.Equal(300_000, relay.Requests.Sum(request => request.Bytes));
    }

    [Fact]
    public async Task A_token_that_the_registry_does_not_take_ends_in_one_line_without_it()
    {
        tokens!.Spoils = "spoiled";
        using var client = Client();

        var error = await Assert.ThrowsAsync<RegistryException>(() => new SmallImage(2).PushAsync(client, Tag("team/a"), cancel));

        Assert.Equal(RegistryProblem.Unauthorized, error.Problem);
        Assert.DoesNotContain("spoiled", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(TestTokenServer.User, "wrong-secret")]
    [InlineData("", "wrong-secret")]
    public async Task A_login_that_is_refused_is_told_without_its_secret(string user, string secret)
    {
        using var client = Client(user, secret);

        var error = await Assert.ThrowsAsync<RegistryException>(() => new SmallImage(2).PushAsync(client, Tag("team/a"), cancel));

        Assert.Contains("refuses the login", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", error.ToString(), StringComparison.Ordinal);
    }

    private RegistryReference Tag(string repository) => RegistryReference.Parse($"{relay!.Address}/{repository}:1");

    private RegistryClient Client(string user = TestTokenServer.User, string secret = TestTokenServer.Password) =>
        new(
            new RegistryOptions
            {
                Credentials = new OneLogin(user, secret),
                CertificateFolders = [folder.Path],
                LongestWhole = 64 * 1024,
            },
            new QuickTime()
        );
}
