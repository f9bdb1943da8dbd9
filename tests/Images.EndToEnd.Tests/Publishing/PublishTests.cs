using System.Text.Json.Nodes;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.Publishing;

[Trait("Category", "Engine")]
public sealed class PublishTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private static readonly string[] Writes = ["POST", "PUT", "PATCH", "DELETE"];

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_is_what_was_tested_and_is_published_once()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        await using var relay = await FaultRelay.StartAsync(registry.Address, null, cancel);
        using var family = await FamilyAsync();
        var to = $"--registry={relay.Address}/team";

        await using var dry = await ProgramRun.ToEndAsync(family.Root, "publish", to, "--dryrun");
        Assert.True(dry.ExitCode == 0, dry.ToString());
        Assert.DoesNotContain(relay.Requests, request => Writes.Contains(request.Method));

        await using var first = await ProgramRun.ToEndAsync(family.Root, "publish", to);
        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains("3 images in 1 registry; 6 tags put, 0 unchanged", first.Output, StringComparison.Ordinal);
        Assert.Equal(["1.10", "1.9", "latest"], await TagsAsync(registry, "team/trunk"));
        var digests = Published(family);
        var tested = family.Reported("imageId");
        foreach (var (id, digest) in digests)
        {
            Assert.Equal(tested[id], await PulledAsync($"{registry.Address}/team/{id.Split(':')[0]}@{digest}"));
        }

        relay.Reset();
        await using var second = await ProgramRun.ToEndAsync(family.Root, "publish", to);
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Contains("published already, nothing was changed", second.Output, StringComparison.Ordinal);
        Assert.Equal(["HEAD"], relay.Requests.Where(request => request.Path != "/v2/").Select(request => request.Method).Distinct());

        family.Image("leaf", "trunk:1.10", "RUN echo two > /leaf", "tags: [\"1\", latest]\n");
        Directory.Delete(Path.Combine(family.Root, "artifacts"), recursive: true);
        relay.Reset();
        await using var third = await ProgramRun.ToEndAsync(family.Root, "publish", to);
        Assert.True(third.ExitCode == 0, third.ToString());
        Assert.Contains("2 tags put, 3 unchanged", third.Output, StringComparison.Ordinal);
        Assert.InRange(relay.Requests.Count(request => request.CommittedBlob is not null), 1, 3);
        Assert.Empty(await engine.LeftBehindAsync(third.ProcessId));
    }

    [Fact]
    public async Task Killed_anywhere_it_has_moved_no_tag_too_early_and_the_next_run_ends_it_without_sending_anything_twice()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        await using var relay = await FaultRelay.StartAsync(registry.Address, null, cancel);
        using var family = await FamilyAsync();
        await using var whole = await ProgramRun.ToEndAsync(family.Root, "publish", $"--registry={relay.Address}/whole");
        Assert.True(whole.ExitCode == 0, whole.ToString());
        var all = relay.Requests.Count(request => Writes.Contains(request.Method));

        // Layers take most of the requests, and one is as good as another; of the tags each counts.
        foreach (var at in new[] { 1, all / 2 }.Concat(Enumerable.Range(all - 6, 7)))
        {
            var team = $"killed-{at}";
            await KilledAsync(family, relay, team, at);
            await RequireWholeAsync(registry, team, at);

            await using var ended = await ProgramRun.ToEndAsync(family.Root, "publish", "--resume", $"--registry={relay.Address}/{team}");
            Assert.True(ended.ExitCode == 0, ended.ToString());
            Assert.DoesNotContain(" built;", ended.Output, StringComparison.Ordinal);
            Assert.Equal(["1.10", "1.9", "latest"], await TagsAsync(registry, $"{team}/trunk"));
            var sent = relay.Requests.Select(request => request.CommittedBlob).OfType<string>().ToList();
            Assert.Equal(sent.Distinct(StringComparer.Ordinal), sent);
        }
    }

    [Fact]
    public async Task A_tag_of_another_image_is_refused_and_nothing_is_published()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        using var family = new FamilyFolder();
        family.Image("solo", await images.ToolsAsync(), "RUN echo one > /solo", "matrix: { n: [\"1.9\"] }\ntags: [\"{{ n }}\"]\n");
        await using var first = await ProgramRun.ToEndAsync(family.Root, "publish", $"--registry={registry.Address}/team");
        Assert.True(first.ExitCode == 0, first.ToString());
        family.Image("solo", await images.ToolsAsync(), "RUN echo other > /solo", "tags: [\"1.9\", newest]\n");
        await using var refused = await ProgramRun.ToEndAsync(family.Root, "publish", $"--registry={registry.Address}/team");

        Assert.Equal(5, refused.ExitCode);
        Assert.Contains(
            $"{registry.Address}/team/solo:1.9 names solo:1.9, not solo; if it is to be replaced, say --allow-overwrite\n"
                + "error: publish: 1 tag may not be put; nothing was published",
            refused.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal(["1.9"], await TagsAsync(registry, "team/solo"));
    }

    [Fact]
    public async Task A_registry_that_cannot_be_reached_is_named_and_the_other_has_everything()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        using var family = await FamilyAsync();
        await using var run = await ProgramRun.ToEndAsync(
            family.Root,
            "publish",
            "trunk",
            "--registry=127.0.0.1:1/team",
            $"--registry={registry.Address}/team"
        );

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("not complete: 127.0.0.1:1/team: ", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "error: publish: 1 registry of 2 not complete; run it again, or with --resume",
            run.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal(["1.10", "1.9", "latest"], await TagsAsync(registry, "team/trunk"));
    }

    [Fact]
    public async Task Nothing_is_published_while_one_image_fails_its_tests()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        using var family = await FamilyAsync();
        family.Image("bad", "trunk:1.10", "RUN echo bad > /bad", "test: [{ run: \"false\" }]\n");
        await using var run = await ProgramRun.ToEndAsync(family.Root, "publish", $"--registry={registry.Address}/team");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "error: nothing was published: bad failed; mend it, or leave it out with '!NAME'",
            run.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal("""{"repositories":[]}""", (await registry.GetAsync("_catalog", cancel)).Trim());
    }

    private static string TrunkOf(string external, string versions, string tags) =>
        $"from: {external}\nmatrix: {{ n: {versions} }}\ntags: {tags}\ntest: [{{ run: cat /trunk, expect: trunk }}]\n";

    private static Dictionary<string, string> Published(FamilyFolder family) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(family.Root, "artifacts/report.json")))!["published"]!["registries"]![0]!["images"]!
            .AsArray()
            .ToDictionary(image => image!["id"]!.GetValue<string>(), image => image!["digest"]!.GetValue<string>(), StringComparer.Ordinal);

    private async Task<FamilyFolder> FamilyAsync()
    {
        var family = new FamilyFolder();
        family.Image("trunk", await images.ToolsAsync(), $"RUN echo trunk {{{{ n }}}} > /trunk; : {Guid.NewGuid()}");
        family.Write("images/trunk/image.yaml", TrunkOf(await images.ToolsAsync(), "[\"1.9\", \"1.10\"]", "[\"{{ n }}\", latest]"));
        family.Image("leaf", "trunk:1.10", "RUN echo one > /leaf", "tags: [\"1\", latest, edge]\n");
        return family;
    }

    private async Task KilledAsync(FamilyFolder family, FaultRelay relay, string team, int at)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writes = 0;
        relay.Reset();
        relay.Rule = request =>
        {
            if (Writes.Contains(request.Method) && Interlocked.Increment(ref writes) == at)
            {
                reached.TrySetResult();
            }

            return null;
        };
        await using var run = ProgramRun.Start(family.Root, "publish", $"--registry={relay.Address}/{team}");
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(2), cancel);
        await run.KillAsync();
        relay.Rule = _ => null;
    }

    private async Task RequireWholeAsync(LoopbackRegistry registry, string team, int at)
    {
        var trunk = await TagsAsync(registry, $"{team}/trunk");
        var leaf = await TagsAsync(registry, $"{team}/leaf");
        if (trunk.Concat(leaf).Any(tag => tag is "latest" or "edge"))
        {
            Assert.True(
                trunk.Contains("1.9") && trunk.Contains("1.10") && leaf.Contains("1"),
                $"killed at {at}: {string.Join(' ', [.. trunk, .. leaf])}"
            );
        }
    }

    private static async Task<IReadOnlyList<string>> TagsAsync(LoopbackRegistry registry, string repository)
    {
        try
        {
            var list = JsonNode.Parse(await registry.GetAsync($"{repository}/tags/list", TestContext.Current.CancellationToken));
            return [.. (list?["tags"] as JsonArray ?? []).Select(tag => tag!.GetValue<string>()).Order(StringComparer.Ordinal)];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private async Task<string> PulledAsync(string reference)
    {
        using var pull = await engine.Connection.Http.OpenAsync(
            HttpMethod.Post,
            $"images/create?fromImage={Uri.EscapeDataString(reference)}",
            null,
            cancel
        );
        var log = await pull.Content.ReadAsStringAsync(cancel);
        var image = await engine.Connection.Http.GetAsync($"images/{reference}/json", cancel);
        return image?["Id"]?.GetValue<string>() ?? log;
    }
}
