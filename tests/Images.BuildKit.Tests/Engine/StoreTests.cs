using System.Text;
using System.Text.Json;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Progress;

namespace Images.BuildKit.Tests.Engine;

/// <summary>What the containerd store can do; with the graph driver each of these is refused by name.</summary>
[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class StoreTests(TestEngine engine)
{
    private static readonly string[] BothPlatforms = ["linux/amd64", "linux/arm64"];

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_of_two_platforms_is_an_index_of_both()
    {
        await using var client = engine.Client();
        using var archive = new MemoryStream();
        var request = Request() with { Platforms = BothPlatforms };
        if (await IsRefusedAsync(client, request with { Output = new ImageOutput(engine.NewName()) }, "platforms"))
        {
            return;
        }

        await client.BuildAsync(request with { Output = new ArchiveOutput(archive, "oci") }, null, cancel);
        var stored = await client.BuildAsync(request with { Output = new ImageOutput(engine.NewName()) }, null, cancel);

        Assert.Equal(BothPlatforms, (await ManifestsAsync(archive)).Select(manifest => manifest.Platform).Order());
        Assert.NotNull(stored.ImageId);
    }

    [Fact]
    public async Task A_build_of_two_platforms_starts_from_another_of_both()
    {
        await using var client = engine.Client();
        using var archive = new MemoryStream();
        if (!(await client.GetFeaturesAsync(cancel)).HasContainerdStore)
        {
            await IsRefusedAsync(client, Request() with { Platforms = BothPlatforms, Output = new ImageOutput("x") }, "platforms");
            return;
        }

        await using var parent = await client.OpenAsync(Request() with { Platforms = BothPlatforms }, null, cancel);
        var child = BuildingTests.Request("FROM parent\nARG TARGETARCH\nENV CHILD=$TARGETARCH\nCOPY --from=parent /x /y\n") with
        {
            Platforms = BothPlatforms,
            NamedContexts = new Dictionary<string, NamedContext> { ["parent"] = new InputContext(parent.Input) },
            Output = new ArchiveOutput(archive, "oci"),
        };
        await client.BuildAsync(child, null, cancel);

        Assert.Equal(BothPlatforms, (await ManifestsAsync(archive)).Select(manifest => manifest.Platform).Order());
    }

    [Fact]
    public async Task Provenance_is_a_manifest_beside_the_image()
    {
        await using var client = engine.Client();
        var request = Request() with { Attestations = new() { Provenance = ProvenanceMode.Max } };
        if (await IsRefusedAsync(client, request with { Output = new ImageOutput(engine.NewName()) }, "attestations"))
        {
            return;
        }

        foreach (var open in new[] { false, true })
        {
            using var archive = new MemoryStream();
            var exporting = request with { Output = new ArchiveOutput(archive, "oci") };
            if (open)
            {
                await using var build = await client.OpenAsync(exporting, null, cancel);
                await build.ExportAsync(cancel);
            }
            else
            {
                await client.BuildAsync(exporting, null, cancel);
            }

            var manifests = await ManifestsAsync(archive);
            Assert.Equal("attestation-manifest", Assert.Single(manifests, manifest => manifest.Type is not null).Type);
        }
    }

    [Fact]
    public async Task A_scanner_that_cannot_be_had_fails_the_build_or_is_refused()
    {
        await using var client = engine.Client();
        var request = Request() with
        {
            Attestations = new() { SbomGenerator = "none.invalid/scanner:1" },
            Output = new ImageOutput(engine.NewName()),
        };
        if (await IsRefusedAsync(client, request, "attestations"))
        {
            return;
        }

        var error = await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(request, null, cancel));
        Assert.Contains("none.invalid/scanner:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pushing_from_a_build_reaches_the_registry_or_is_refused()
    {
        await using var client = engine.Client();
        await using var registry = await LoginRegistry.StartAsync(cancel);
        var output = new ImageOutput($"{registry.Host}/acme/x:1") { Push = true, InsecureRegistry = true };
        if (await IsRefusedAsync(client, Request() with { Output = output }, "push"))
        {
            return;
        }

        await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(Request() with { Output = output }, null, cancel));
        Assert.True(registry.WasAsked);
    }

    [Fact]
    public async Task A_registry_cache_is_written_to_the_registry_or_is_refused()
    {
        await using var client = engine.Client();
        await using var registry = await LoginRegistry.StartAsync(cancel);
        var request = Request() with { CacheTo = [CacheLocation.Registry($"{registry.Host}/acme/cache:1", allSteps: true)] };
        if (await IsRefusedAsync(client, request, "cache type registry"))
        {
            return;
        }

        await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(request, null, cancel));
        Assert.True(registry.WasAsked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cache_in_a_directory_serves_a_build_whose_steps_the_engine_forgot_or_is_refused(bool open)
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory();
        var cache = directory["cache"];
        var mark = $"local-{Guid.NewGuid():N}";
        var request = BuildingTests.Request(
            $"FROM scratch AS first\nCOPY {mark} /first\nFROM scratch\nCOPY --from=first /first /{mark}\n",
            new MemoryContext("store", new Dictionary<string, ReadOnlyMemory<byte>> { [mark] = Encoding.UTF8.GetBytes(mark) })
        );
        var writing = request with { CacheTo = [CacheLocation.ToDirectory(cache, allSteps: true)] };
        if (await IsRefusedAsync(client, writing, "cache type local"))
        {
            return;
        }

        await RunAsync(client, writing, open, null);
        await ForgottenSteps.ForgetAsync(client, mark, cancel);
        var events = new RecordedEvents();
        await RunAsync(client, request with { CacheFrom = [CacheLocation.FromDirectory(cache)] }, open, events);

        Assert.True(events.Completed($"COPY {mark}").Cached);
        Assert.True(events.Completed("COPY --from=first").Cached);
        Assert.True(File.Exists(Path.Combine(cache, "oci-layout")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(cache, "ingest")));
        await ForgottenSteps.ForgetAsync(client, mark, cancel);
    }

    [Fact]
    public async Task A_cache_directory_that_is_not_there_is_warned_of_and_left_out()
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory();
        var events = new RecordedEvents();

        await client.BuildAsync(Request() with { CacheFrom = [CacheLocation.FromDirectory(directory["none"])] }, events, cancel);

        var warning = Assert.Single(events.Of<BuildWarning>());
        Assert.StartsWith($"cache {directory["none"]}: nothing is there", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oci")]
    [InlineData("docker")]
    public async Task An_image_archive_has_its_manifest_or_is_refused(string format)
    {
        await using var client = engine.Client();
        using var archive = new MemoryStream();
        var request = Request() with { Output = new ArchiveOutput(archive, format) };
        if (await IsRefusedAsync(client, request, $"output {format}"))
        {
            return;
        }

        await client.BuildAsync(request, null, cancel);

        Assert.Contains(format == "oci" ? "index.json" : "manifest.json", (await Exported.ReadAsync(archive, cancel)).Keys);
    }

    [Fact]
    public async Task An_inline_cache_is_in_every_stores_image()
    {
        await using var client = engine.Client();
        var request = Request() with { CacheTo = [CacheLocation.Inline], Output = new ImageOutput(engine.NewName()) };

        Assert.NotNull((await client.BuildAsync(request, null, cancel)).ImageId);
    }

    private static BuildRequest Request() =>
        BuildingTests.Request(
            "FROM scratch\nCOPY x /\n",
            new MemoryContext("store", new Dictionary<string, ReadOnlyMemory<byte>> { ["x"] = Encoding.UTF8.GetBytes("x") })
        );

    /// <summary>Whether the engine lacks the containerd store; then it has to say what it lacks, in one line.</summary>
    private async Task<bool> IsRefusedAsync(BuildKitClient client, BuildRequest request, string what)
    {
        if ((await client.GetFeaturesAsync(cancel)).HasContainerdStore)
        {
            return false;
        }

        var error = await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.BuildAsync(request, null, cancel));
        Assert.StartsWith(what, error.Message, StringComparison.Ordinal);
        var opening = await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.OpenAsync(request, null, cancel));
        Assert.Equal(error.Message, opening.Message);
        return true;
    }

    private async Task RunAsync(BuildKitClient client, BuildRequest request, bool open, RecordedEvents? events)
    {
        if (!open)
        {
            await client.BuildAsync(request, events, cancel);
            return;
        }

        await using var build = await client.OpenAsync(request, events, cancel);
        await build.ExportAsync(cancel);
    }

    private async Task<IReadOnlyList<(string Platform, string? Type)>> ManifestsAsync(MemoryStream archive)
    {
        var files = await Exported.ReadAsync(archive, cancel);
        using var outer = JsonDocument.Parse(files["index.json"].Text);
        var digest = outer.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()!;
        using var index = JsonDocument.Parse(files[$"blobs/{digest.Replace(':', '/')}"].Text);
        return
        [
            .. index
                .RootElement.GetProperty("manifests")
                .EnumerateArray()
                .Select(manifest =>
                    (
                        PlatformOf(manifest.GetProperty("platform")),
                        manifest.TryGetProperty("annotations", out var notes)
                        && notes.TryGetProperty("vnd.docker.reference.type", out var type)
                            ? type.GetString()
                            : null
                    )
                ),
        ];
    }

    private static string PlatformOf(JsonElement platform) =>
        $"{platform.GetProperty("os").GetString()}/{platform.GetProperty("architecture").GetString()}";
}
