using System.Text;
using Images.BuildKit.Builds;
using Images.BuildKit.Control;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class FeatureTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_tells_its_workers_and_features()
    {
        await using var client = engine.Client();

        var worker = Assert.Single(await client.ListWorkersAsync(cancel));
        var features = await client.GetFeaturesAsync(cancel);

        Assert.NotEmpty(worker.Id);
        Assert.Contains(features.Platforms, platform => platform.StartsWith("linux/", StringComparison.Ordinal));
        Assert.Equal(features.Version is not null, features.HasNamedContexts);
        Assert.Equal(
            features.HasNamedContexts,
            (await client.GetFrontendFeaturesAsync(cancel)).Subrequests.Contains("frontend.subrequests.describe")
        );
    }

    [Fact]
    public async Task Lint_finds_what_is_wrong_and_where()
    {
        await using var client = engine.Client();
        var request = BuildingTests.Request("FROM scratch AS Upper\nLABEL a=b\n") with { DockerfileName = "some/Dockerfile" };
        if (!(await client.GetFrontendFeaturesAsync(cancel)).HasLint)
        {
            await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.LintAsync(request, cancel));
            return;
        }

        var report = await client.LintAsync(request, cancel);

        Assert.Null(report.Error);
        var warning = Assert.Single(report.Warnings);
        Assert.Equal("StageNameCasing", warning.Rule);
        Assert.Contains("Upper", warning.Message, StringComparison.Ordinal);
        Assert.Equal([new SourceRange("some/Dockerfile", 1, 1)], warning.Sources);

        var clean = await client.LintAsync(BuildingTests.Request("FROM scratch AS lower\nLABEL a=b\n"), cancel);
        Assert.Empty(clean.Warnings);
        Assert.Null(clean.Error);
    }

    [Fact]
    public async Task The_outline_and_the_targets_of_a_dockerfile_are_told_or_refused_as_unsupported()
    {
        await using var client = engine.Client();
        const string Dockerfile = """
            FROM scratch AS one
            ARG V=1
            RUN --mount=type=secret,id=token,required=true x
            # the last
            FROM one AS two
            """;
        var request = BuildingTests.Request(Dockerfile) with { Args = new Dictionary<string, string> { ["V"] = "2" } };
        if (!(await client.GetFrontendFeaturesAsync(cancel)).Subrequests.Contains("frontend.outline"))
        {
            await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.GetOutlineAsync(request, cancel));
            await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.ListTargetsAsync(request, cancel));
            return;
        }

        var outline = await client.GetOutlineAsync(request with { Target = "one" }, cancel);
        var targets = await client.ListTargetsAsync(request, cancel);

        var argument = Assert.Single(outline.Arguments);
        Assert.Equal(("V", "2", 2), (argument.Name, argument.Value, argument.Sources[0].StartLine));
        Assert.Equal(("token", true), (Assert.Single(outline.Secrets).Id, outline.Secrets[0].Required));
        Assert.Equal(
            [("one", false, "scratch", 1), ("two", true, "one", 5)],
            targets.Select(target => (target.Name, target.IsDefault, target.Base, target.Sources[0].StartLine))
        );
    }

    [Fact]
    public async Task A_named_context_stands_for_a_name_or_is_refused_as_unsupported()
    {
        await using var client = engine.Client();
        using var other = new TemporaryDirectory().Write("f", "from the other");
        using var tar = new MemoryStream();
        var request = BuildingTests.Request("FROM scratch\nCOPY --from=other f /\n") with
        {
            NamedContexts = new Dictionary<string, NamedContext>
            {
                ["other"] = new LocalContext(new Images.BuildKit.Contexts.DirectoryContext(other.Path)),
            },
            Output = new ArchiveOutput(tar),
        };
        if (!(await client.GetFeaturesAsync(cancel)).HasNamedContexts)
        {
            await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.BuildAsync(request, null, cancel));
            return;
        }

        await client.BuildAsync(request, null, cancel);

        Assert.Equal("from the other", (await Exported.ReadAsync(tar, cancel))["f"].Text);
    }

    [Fact]
    public async Task The_cache_lists_its_entries()
    {
        await using var client = engine.Client();
        await client.BuildAsync(BuildingTests.Request("FROM scratch\nCOPY x /\n", Memory("x", "1")), null, cancel);

        var records = await client.GetDiskUsageAsync(cancel);

        Assert.Contains(
            records,
            record => record.Type == "source.local" || record.Description.Contains("local source", StringComparison.Ordinal)
        );
        Assert.All(records, record => Assert.NotEmpty(record.Id));
    }

    [Fact]
    public async Task Pruning_what_matches_nothing_removes_nothing()
    {
        await using var client = engine.Client();
        var removed = new List<CacheRecord>();

        await foreach (var record in client.PruneAsync(new PruneOptions { Filters = ["id==none-such"] }, cancel))
        {
            removed.Add(record);
        }

        Assert.Empty(removed);
    }

    private static Images.BuildKit.Contexts.MemoryContext Memory(string name, string text) =>
        new("test", new Dictionary<string, ReadOnlyMemory<byte>> { [name] = Encoding.UTF8.GetBytes(text) });
}
