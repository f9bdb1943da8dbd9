using Images.BuildKit.Builds;
using Images.BuildKit.Control;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Tests.Builds;

public sealed class RequestGuardTests
{
    private static readonly EngineFeatures Old = new();
    private static readonly EngineFeatures GraphDriver = new() { HasNamedContexts = true };
    private static readonly EngineFeatures Containerd = GraphDriver with { HasContainerdStore = true };

    private static readonly BuildRequest Image = new() { Dockerfile = "FROM scratch"u8.ToArray(), Output = new ImageOutput("acme/a:1") };

    public static TheoryData<string, BuildRequest> NeedsOfStore() =>
        new()
        {
            { "platforms linux/amd64, linux/arm64: ", Image with { Platforms = ["linux/amd64", "linux/arm64"] } },
            { "attestations: ", Image with { Attestations = new() { Provenance = ProvenanceMode.Max } } },
            { "attestations: ", Image with { Attestations = new() { SbomGenerator = "acme/scanner:1" } } },
            { "push: ", Image with { Output = new ImageOutput("acme/a:1") { Push = true } } },
            { "cache type registry: ", Image with { CacheTo = [CacheLocation.Registry("acme/cache:1")] } },
            { "cache type local: ", Image with { CacheTo = [CacheLocation.ToDirectory("cache", allSteps: true)] } },
            { "cache type gha: ", Image with { CacheTo = [new CacheLocation("gha", new Dictionary<string, string>())] } },
            { "output oci: ", Image with { Output = new ArchiveOutput(Stream.Null, "oci") } },
            { "output docker: ", Image with { Output = new ArchiveOutput(Stream.Null, "docker") } },
        };

    [Theory]
    [MemberData(nameof(NeedsOfStore), DisableDiscoveryEnumeration = true)]
    public async Task What_only_the_containerd_store_can_do_is_refused_without_it_in_one_line(string begin, BuildRequest request)
    {
        foreach (var engine in new[] { Old, GraphDriver })
        {
            var error = await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => CheckAsync(request, engine));

            Assert.StartsWith(begin, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }

        await CheckAsync(request, Containerd);
    }

    [Fact]
    public async Task A_request_that_every_engine_can_do_asks_for_no_features()
    {
        var request = Image with
        {
            Platforms = ["linux/arm64"],
            CacheTo = [CacheLocation.Inline],
            CacheFrom = [CacheLocation.Registry("acme/a:1"), CacheLocation.FromDirectory("cache")],
            NamedContexts = new Dictionary<string, NamedContext> { ["x"] = new ImageContext("acme/x") },
        };

        await RequestGuard.CheckAsync(request, Client(), _ => throw new InvalidOperationException("asked"), CancellationToken.None);
    }

    private static async Task CheckAsync(BuildRequest request, EngineFeatures features) =>
        await RequestGuard.CheckAsync(request, Client(), _ => Task.FromResult(features), CancellationToken.None);

    private static BuildKitClient Client() => new(_ => throw new InvalidOperationException("nothing may be sent"));
}
