using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests.Jobs;

/// <summary>Staged computations in containers of a real engine: the sample's task, and a commit that moves ahead.</summary>
[Trait("Category", "Engine")]
public sealed class StagingTests(SharedEngine engine) : IAsyncLifetime
{
    private const string Source = "org.images.computation";

    private readonly string folder = Directory.CreateTempSubdirectory("images-e2e-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Words => Path.Combine(folder, "words");

    private string Count => Path.Combine(Words, "computations/count");

    public async ValueTask InitializeAsync()
    {
        await engine.RequireBaseAsync();
        Directory.CreateDirectory(Path.Combine(folder, "store"));
        CopySample(Words);
        await Git.RunAsync(Words, "init", "--quiet");
        await CommitAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "text"), "The tea, and the tea pot: a pot of tea\n", Token);
    }

    [Fact]
    public async Task A_task_is_computed_once_and_a_commit_ahead_runs_only_its_new_stage()
    {
        await using var first = await RunAsync("text");
        await using var again = await RunAsync("text");

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains("docker-setup.sh:3: stage 2 of 2", first.Errors, StringComparison.Ordinal);
        Assert.Equal(first.Output, again.Output);
        var lines = await File.ReadAllLinesAsync(first.Output.Trim(), Token);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("tea                  3 ####", lines[0], StringComparison.Ordinal);
        Assert.Equal(["count: all results", "chart: all results"], again.Complaints.Select(line => line.Split(" of ")[0]));

        await File.AppendAllTextAsync(Path.Combine(Count, "docker-setup.sh"), "next_stage && touch /opt/words/new\n", Token);
        await CommitAsync();
        await using var ahead = await RunAsync("text");

        Assert.True(ahead.ExitCode == 0, ahead.ToString());
        Assert.Contains(" was after stage 2\n", ahead.Errors, StringComparison.Ordinal);
        Assert.Contains("stage 3 of 3", ahead.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("stage 1", ahead.Errors.Replace("stage 1 of 1", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var recorded = (await File.ReadAllLinesAsync(Path.Combine(Count, "docker-container"), Token)).Select(line => line.Split(' ')[1]);
        Assert.Equal((await ContainersAsync(Count)).Order(StringComparer.Ordinal), recorded.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_runs_at_once_share_a_container_a_failing_stage_and_a_killed_run_are_repeated_and_old_containers_go()
    {
        Write("docker.conf", "image: debian:bookworm-slim\nnetwork: none\nkeep: 1\n");
        Write("docker-setup.sh", "next_stage && echo one\nnext_stage && { [ -e $GFSDIR/ready ] || exit 4; }\neverytime && echo every\n");
        // Each run waits for the other's mark.
        Write(
            "exec",
            "#!/bin/sh\ntouch $GFSDIR/here.$$\nuntil [ -e $GFSDIR/alone ] || [ $(ls $GFSDIR/here.* | wc -l) = 2 ]; do sleep 0.1; done\ncp $1 $2\nhostname > $3\n"
        );
        await CommitAsync();
        await using var failed = await RunAsync("text", Count);
        await File.WriteAllTextAsync(Path.Combine(folder, "store/ready"), "", Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "other"), "another\n", Token);
        var pair = await Task.WhenAll(RunAsync("text", Count), RunAsync("other", Count));

        Assert.Equal(1, failed.ExitCode);
        Assert.EndsWith(
            "docker-setup.sh:2: stage 2 of 2 failed with exit code 4; it wrote nothing; it is not counted, and runs again next time\n",
            failed.Errors,
            StringComparison.Ordinal
        );
        Assert.All(pair, run => Assert.True(run.ExitCode == 0, run.ToString()));
        var errors = string.Concat(pair.Select(run => run.Errors));
        Assert.Equal(2, errors.Split("stage 2 of 2").Length);
        Assert.DoesNotContain("stage 1 of 2", errors, StringComparison.Ordinal);
        var hosts = pair.Select(run => File.ReadAllText(run.Output.Split('\n')[1])).ToList();
        Assert.Equal(hosts[0], hosts[1]);

        await File.WriteAllTextAsync(Path.Combine(folder, "third"), "a third\n", Token);
        await KillWhileItComputesAsync("third");
        await File.WriteAllTextAsync(Path.Combine(folder, "store/alone"), "", Token);
        await using var repaired = await RunAsync("third", Count);

        Assert.True(repaired.ExitCode == 0, repaired.ToString());
        var container = await engine.Connection.Http.GetAsync($"containers/{(await ContainersAsync(Count))[0]}/json", Token);
        Assert.Null(container!["ExecIDs"]);
        Assert.Empty(Directory.GetDirectories(Path.Combine(folder, "store"), ".images-*"));

        Write("stop-words", "a\n");
        await CommitAsync();
        await using var next = await RunAsync("text", Count);

        Assert.True(next.ExitCode == 0, next.ToString());
        Assert.Contains("removed the container of commit", next.Errors, StringComparison.Ordinal);
        Assert.Single(await ContainersAsync(Count));

        Directory.Delete(Words, recursive: true);
        await using var clean = await ProgramRun.WithAsync(folder, Variables, "clean", Engine);
        Assert.Contains("of computations", clean.Output, StringComparison.Ordinal);
        Assert.Empty(await ContainersAsync(Count));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in await ListAsync("containers", Count, Path.Combine(Words, "computations/chart")))
        {
            await engine.Connection.Http.SendAsync(HttpMethod.Delete, $"containers/{container}?force=1", null, CancellationToken.None);
        }

        foreach (var image in await ListAsync("images", Count, Path.Combine(Words, "computations/chart")))
        {
            await engine.Connection.Http.SendAsync(HttpMethod.Delete, $"images/{image}?noprune=1&force=1", null, CancellationToken.None);
        }

        Directory.Delete(folder, recursive: true);
    }

    // The private engine is found by the folder of state, which is another one here.
    private string Engine => $"--engine={engine.Connection.Endpoint.Address}";

    private Dictionary<string, string> Variables => new() { ["XDG_STATE_HOME"] = Path.Combine(folder, "state") };

    private static void CopySample(string target, [CallerFilePath] string test = "")
    {
        var sample = Path.GetFullPath("../../../samples/words", Path.GetDirectoryName(test)!);
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            if (Path.GetFileName(file) == "docker.conf")
            {
                File.WriteAllText(
                    copy,
                    File.ReadAllText(file).Replace("image: base", $"image: {SharedEngine.BaseName}", StringComparison.Ordinal)
                );
            }
        }

        File.WriteAllText(Path.Combine(target, ".gitignore"), "docker-container\n");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Count, name), text);

    private async Task<ProgramRun> RunAsync(string input, string? source = null) =>
        await ProgramRun.WithAsync(folder, Variables, "compute", Engine, $"--source={source ?? Words}", "store", input);

    // It waits for a mark that nobody sets; its program goes on in the container when it is killed.
    private async Task KillWhileItComputesAsync(string input)
    {
        await using var run = ProgramRun.StartWith(folder, Variables, "compute", Engine, $"--source={Count}", "store", input);
        while (Directory.GetFiles(Path.Combine(folder, "store"), "here.*").Length < 3)
        {
            await Task.Delay(50, Token);
        }

        await run.KillAsync();
        Assert.NotEmpty(Directory.GetDirectories(Path.Combine(folder, "store"), ".images-*"));
    }

    private async Task CommitAsync()
    {
        await Git.RunAsync(Words, "add", "--all");
        await Git.RunAsync(Words, "commit", "--quiet", "-m", "x");
    }

    private Task<IReadOnlyList<string>> ContainersAsync(string source) => ListAsync("containers", source);

    private async Task<IReadOnlyList<string>> ListAsync(string kind, params string[] sources)
    {
        var ids = new List<string>();
        foreach (var source in sources)
        {
            var filters = Uri.EscapeDataString(new JsonObject { ["label"] = new JsonArray($"{Source}={source}") }.ToJsonString());
            var found = await engine.Connection.Http.GetAsync($"{kind}/json?all=1&filters={filters}", CancellationToken.None);
            ids.AddRange(found!.AsArray().Select(each => each!["Id"]!.GetValue<string>()));
        }

        return ids;
    }
}
