using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.EngineTests;

namespace Images.BuildKit.Tests.Engine;

/// <summary>Build caches in a real registry, or with a workflow, read by an engine that has forgotten the steps.</summary>
[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class RemoteCacheTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cache_in_a_registry_serves_all_steps_of_a_build_or_is_refused()
    {
        await using var client = engine.Client();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        var (mark, request) = Request("FROM scratch AS first\nCOPY {0} /first\nFROM scratch\nCOPY --from=first /first /{0}\n");
        var cache = CacheLocation.Registry($"{registry.Address}/acme/cache:1", allSteps: true);
        var writing = request with { CacheTo = [cache] };
        if (!(await client.GetFeaturesAsync(cancel)).HasContainerdStore)
        {
            var refused = await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.BuildAsync(writing, null, cancel));
            Assert.StartsWith("cache type registry: ", refused.Message, StringComparison.Ordinal);
            return;
        }

        await client.BuildAsync(writing, null, cancel);

        await IsReadAsync(client, request with { CacheFrom = [cache] }, mark, $"COPY {mark}", "COPY --from=first");
    }

    [Fact]
    public async Task A_workflows_cache_serves_all_steps_of_a_build_or_is_refused()
    {
        await using var client = engine.Client();
        await using var service = ActionsCacheService.Start();
        var (mark, request) = Request("FROM scratch AS first\nCOPY {0} /first\nFROM scratch\nCOPY --from=first /first /{0}\n");
        var cache = new CacheLocation(
            "gha",
            new Dictionary<string, string>
            {
                ["url_v2"] = service.Address,
                ["version"] = "2",
                ["token"] = ActionsCacheService.Token,
                ["scope"] = mark,
                ["mode"] = "max",
            }
        );
        var writing = request with { CacheTo = [cache] };
        if (!(await client.GetFeaturesAsync(cancel)).HasContainerdStore)
        {
            var refused = await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.BuildAsync(writing, null, cancel));
            Assert.StartsWith("cache type gha: ", refused.Message, StringComparison.Ordinal);
            return;
        }

        await client.BuildAsync(writing, null, cancel);
        Assert.Contains(service.Keys, key => key.StartsWith("index-" + mark, StringComparison.Ordinal));
        Assert.All(service.Authorizations, header => Assert.Equal($"Bearer {ActionsCacheService.Token}", header));

        await IsReadAsync(client, request with { CacheFrom = [cache] }, mark, $"COPY {mark}", "COPY --from=first");
        Assert.True(service.Reads > 0);
    }

    private static (string Mark, BuildRequest Request) Request(string dockerfile)
    {
        var mark = $"cache-{Guid.NewGuid():N}";
        var context = new MemoryContext("cache", new Dictionary<string, ReadOnlyMemory<byte>> { [mark] = "x"u8.ToArray() });
        return (mark, BuildingTests.Request(dockerfile.Replace("{0}", mark, StringComparison.Ordinal), context));
    }

    private async Task IsReadAsync(BuildKitClient client, BuildRequest request, string mark, params string[] steps)
    {
        await ForgottenSteps.ForgetAsync(client, mark, cancel);
        var without = new RecordedEvents();
        await client.BuildAsync(request with { CacheFrom = [] }, without, cancel);
        Assert.False(without.Completed(steps[0]).Cached);

        await ForgottenSteps.ForgetAsync(client, mark, cancel);
        var with = new RecordedEvents();
        await client.BuildAsync(request, with, cancel);
        Assert.All(steps, step => Assert.True(with.Completed(step).Cached, step));
        await ForgottenSteps.ForgetAsync(client, mark, cancel);
    }
}
