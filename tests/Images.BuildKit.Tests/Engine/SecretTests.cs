using System.Text;
using Images.BuildKit.Errors;
using Images.BuildKit.Sessions;
using Images.Registry.Logins;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class SecretTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_reads_a_secret()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        var value = Guid.NewGuid().ToString();
        var events = new RecordedEvents();
        var request = BuildingTests.Request(
            $"FROM {image}\nRUN --mount=type=secret,id=token : {Guid.NewGuid()}; cat /run/secrets/token\n"
        ) with
        {
            Secrets = new MemorySecrets(new Dictionary<string, ReadOnlyMemory<byte>> { ["token"] = Encoding.UTF8.GetBytes(value) }),
        };

        await client.BuildAsync(request, events, cancel);

        Assert.Contains(value, events.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_secret_that_is_not_there_fails_by_name()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();

        var error = await Assert.ThrowsAsync<BuildFailedException>(() =>
            client.BuildAsync(
                BuildingTests.Request($"FROM {image}\nRUN --mount=type=secret,id=absent,required=true : {Guid.NewGuid()}\n"),
                null,
                cancel
            )
        );

        Assert.Contains("absent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_wants_a_login_asks_for_it_here()
    {
        await using var client = engine.Client();
        await using var registry = await LoginRegistry.StartAsync(cancel);
        var logins = new RecordedLogins();
        var request = BuildingTests.Request($"FROM {registry.Host}/private/image:1\nLABEL a=b\n") with
        {
            Credentials = logins,
            Pull = true,
        };

        await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(request, null, cancel));
        Assert.SkipUnless(registry.WasAsked, "the engine does not share this machine's loopback");

        Assert.Contains(registry.Host, logins.Hosts);
        Assert.Contains("Basic " + Convert.ToBase64String("user:word"u8), registry.Authorizations);
    }

    private sealed class RecordedLogins : IRegistryCredentials
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Hosts { get; } = new();

        public ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken)
        {
            Hosts.Enqueue(host);
            return ValueTask.FromResult<RegistryCredential?>(new("user", "word"));
        }
    }
}
