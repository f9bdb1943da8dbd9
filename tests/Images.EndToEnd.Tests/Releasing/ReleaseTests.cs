using System.Text.Json.Nodes;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.Releasing;

[Trait("Category", "Engine")]
public sealed class ReleaseTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private static readonly string[] Writes = ["POST", "PATCH", "DELETE"];

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_command_publishes_and_releases_the_family_and_run_again_changes_nothing()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        await using var gitHub = await GitHubProgram.StartAsync(cancel);
        using var api = await PublishedApi.ReadAsync(cancel);
        using var family = await FamilyAsync();
        var to = $"--registry={registry.Address}/team";

        await using var early = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "release", "--tag=v1.0", to);
        Assert.Equal(5, early.ExitCode);
        Assert.Contains("error: release: not published yet: leaf, trunk; run 'publish' first", early.Errors, StringComparison.Ordinal);

        gitHub.Relay.StartOver();
        await using var first = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "publish", "--release", to);
        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains("v1.0 is released: http://", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(GitHubProgram.Token, first.Output + first.Errors, StringComparison.Ordinal);
        var release = Assert.Single(await gitHub.Relay.ReleasesAsync(cancel))!;
        Assert.False(release["draft"]!.GetValue<bool>());
        Assert.Equal(["SHA256SUMS", "images.json", "leaf.spdx.json", "report.html", "trunk.spdx.json"], NamesOf(release));
        Assert.StartsWith("**The first release: 2 images", release["body"]!.GetValue<string>(), StringComparison.Ordinal);
        var document = JsonNode.Parse(gitHub.Relay.FileOf(release, "images.json"))!;
        Assert.All(document["images"]!.AsArray(), image => Assert.True(image!["tests"]!["passed"]!.GetValue<int>() > 0));
        Assert.Equal([], gitHub.Relay.Requests.SelectMany(api.Faults));

        gitHub.Relay.StartOver();
        await using var again = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "publish", "--release", to);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains("published already, nothing was changed", again.Output, StringComparison.Ordinal);
        Assert.Contains("v1.0 is released already, nothing was changed", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(gitHub.Relay.Requests, request => Writes.Contains(request.Method));

        // On another machine, which knows nothing but the checkout.
        Directory.Delete(Path.Combine(family.Root, "artifacts"), recursive: true);
        gitHub.Relay.StartOver();
        await using var elsewhere = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "release", to);
        Assert.True(elsewhere.ExitCode == 0, elsewhere.ToString());
        Assert.Contains("v1.0 is released already, nothing was changed", elsewhere.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(gitHub.Relay.Requests, request => Writes.Contains(request.Method));

        family.Image("leaf", "trunk", "RUN echo two > /leaf", "tags: [\"1\", latest]\n");
        await Git.RunAsync(family.Root, "commit", "--quiet", "--all", "--message=Make the leaf larger");
        await using var moved = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "publish", "--release", "--tag=v1.0", to);
        Assert.Equal(5, moved.ExitCode);
        Assert.Contains("release: v1.0 is out with other images than are published now", moved.Errors, StringComparison.Ordinal);

        await Git.RunAsync(family.Root, "tag", "v1.1");
        await using var notes = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "release", "--notes-only", to);
        Assert.True(notes.ExitCode == 0, notes.ToString());
        Assert.StartsWith("**1 updated since v1.0, 1 unchanged.", notes.Output, StringComparison.Ordinal);
        Assert.Contains("Make the leaf larger", notes.Output, StringComparison.Ordinal);
        await using var second = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "release", to);
        Assert.True(second.ExitCode == 0, second.ToString());
        var next = (await gitHub.Relay.ReleasesAsync(cancel)).Single(one => one!["tag_name"]!.GetValue<string>() == "v1.1")!;
        Assert.Equal(notes.Output, next["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task Killed_anywhere_it_shows_no_half_release_and_the_next_run_ends_it()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        await using var gitHub = await GitHubProgram.StartAsync(cancel);
        using var family = await FamilyAsync();
        var to = $"--registry={registry.Address}/team";
        await using var published = await ProgramRun.ToEndAsync(family.Root, "publish", to);
        Assert.True(published.ExitCode == 0, published.ToString());
        gitHub.Relay.StartOver();
        await using var whole = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "release", "--tag=v1.0", to);
        Assert.True(whole.ExitCode == 0, whole.ToString());

        var requests = gitHub.Relay.Requests.Count;
        foreach (var (cut, isDone) in new[] { (2, true), (requests - 2, false), (requests, true) })
        {
            var tag = $"v0.{cut}.{(isDone ? 1 : 0)}";
            gitHub.Relay.StartOver();
            (gitHub.Relay.HoldsAt, gitHub.Relay.IsDoneAllTheSame) = (cut, isDone);
            await using (var killed = ProgramRun.StartWith(family.Root, gitHub.Variables, "release", $"--tag={tag}", to))
            {
                await gitHub.Relay.Held.Task.WaitAsync(TimeSpan.FromMinutes(1), cancel);
                await killed.KillAsync();
            }

            var half = (await gitHub.Relay.ReleasesAsync(cancel)).Where(one => one!["tag_name"]!.GetValue<string>() == tag);
            Assert.All(half, one => Assert.True(one!["draft"]!.GetValue<bool>() || NamesOf(one).Count == 5));
            gitHub.Relay.StartOver();
            await using var rerun = await ProgramRun.WithAsync(family.Root, gitHub.Variables, "release", $"--tag={tag}", to);
            Assert.True(rerun.ExitCode == 0, rerun.ToString());
            var done = Assert.Single(await gitHub.Relay.ReleasesAsync(cancel), one => one!["tag_name"]!.GetValue<string>() == tag)!;
            Assert.False(done["draft"]!.GetValue<bool>());
            Assert.Equal(["SHA256SUMS", "images.json", "leaf.spdx.json", "report.html", "trunk.spdx.json"], NamesOf(done));
        }
    }

    private static List<string> NamesOf(JsonNode release) =>
        [.. release["assets"]!.AsArray().Select(asset => asset!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    private async Task<FamilyFolder> FamilyAsync()
    {
        var family = new FamilyFolder();
        family.Image("trunk", await images.ToolsAsync(), $"RUN echo {Guid.NewGuid()} > /trunk", "tags: [\"1\", latest]\n");
        family.Image("leaf", "trunk", "RUN echo one > /leaf", "tags: [\"1\", latest]\n");
        family.Write(".gitignore", "artifacts/\nDockerfile\n");
        await Git.RunAsync(family.Root, "init", "--quiet");
        await Git.RunAsync(family.Root, "add", ".");
        await Git.RunAsync(family.Root, "commit", "--quiet", "--message=Begin");
        await Git.RunAsync(family.Root, "tag", "v1.0");
        return family;
    }
}
