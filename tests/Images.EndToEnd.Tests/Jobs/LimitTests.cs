using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests.Jobs;

/// <summary>Jobs that do what they should not: each ends within its limits, is told in a sentence, and leaves nothing behind.</summary>
[Trait("Category", "Engine")]
[SupportedOSPlatform("linux")]
public sealed class LimitTests(SharedEngine engine) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("images-e2e-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await engine.RequireBaseAsync();

    [Fact]
    public async Task Five_offenders_end_within_their_limits()
    {
        Write(
            "jobs.yaml",
            """
            image: debian:bookworm-slim
            limits: { time: 2s, memory: 64MiB, pids: 20, disk: 10MB, log: 1MB }
            jobs:
              - { name: loop, command: "while :; do :; done" }
              - { name: flood, command: "yes flood" }
              - { name: disk, command: "for i in 1 2 3 4 5 6 7 8; do head -c 4000000 /dev/zero > /golem/output/$i; done; sleep 60" }
              - { name: fork, command: "bomb() { bomb | bomb & }; bomb; sleep 60" }
              - { name: memory, command: "head -c 200000000 /dev/zero | tail -n 1 > /dev/null" }
            """
        );
        await using var run = await ProgramRun.ToEndAsync(folder, "run", "jobs.yaml", "--jobs=3", "--json");

        Assert.True(run.ExitCode == 1, run.ToString());
        var jobs = JsonNode.Parse(run.Output)!["jobs"]!.AsArray().ToDictionary(job => job!["name"]!.GetValue<string>(), job => job!);
        Assert.Equal("killed at its time limit of 2 s", Sentence("loop"));
        Assert.StartsWith("killed at its log limit of 1.0 MB", Sentence("flood"), StringComparison.Ordinal);
        Assert.StartsWith("killed at its disk limit of 10.0 MB", Sentence("disk"), StringComparison.Ordinal);
        Assert.Matches("killed at its time limit of 2 s|failed with exit code", Sentence("fork"));
        Assert.StartsWith(
            "failed with exit code 137 (out of memory at its limit of 67.1 MB)",
            Sentence("memory"),
            StringComparison.Ordinal
        );
        Assert.Equal(1_000_000, new FileInfo(Path.Combine(folder, "artifacts/jobs/flood/stdout.log")).Length);
        Assert.All(jobs.Values, job => Assert.InRange(job["seconds"]!.GetValue<double>(), 0, 30));
        Assert.Equal(0, await ContainersOfAsync(run.ProcessId));

        string Sentence(string name) => jobs[name]["sentence"]!.GetValue<string>();
    }

    [Fact]
    public async Task What_root_and_others_write_belongs_to_the_caller_afterwards()
    {
        Write(
            "users.yaml",
            """
            image: debian:bookworm-slim
            command: |
              id -u; mkdir /golem/output/deep; id -g > /golem/output/deep/file; chmod 700 /golem/output/deep
            jobs:
              - { name: root, user: "0:0" }
              - { name: other, user: "4242:4343" }
            """
        );
        await using var run = await ProgramRun.ToEndAsync(folder, "run", "users.yaml");

        Assert.True(run.ExitCode == 0, run.ToString());
        foreach (var (name, user, group) in new[] { ("root", "0", "0"), ("other", "4242", "4343") })
        {
            var output = Path.Combine(folder, "artifacts/jobs", name);
            Assert.Equal($"{user}\n", await File.ReadAllTextAsync(Path.Combine(output, "stdout.log"), Token));
            Assert.Equal($"{group}\n", await File.ReadAllTextAsync(Path.Combine(output, "deep/file"), Token));
            Assert.Equal(Owner("/proc/self"), Owner(Path.Combine(output, "deep/file")));
            Assert.False(File.GetUnixFileMode(output).HasFlag(UnixFileMode.OtherWrite));
        }
    }

    [Fact]
    public async Task A_run_that_was_killed_leaves_nothing_that_the_next_one_does_not_remove_or_repeat()
    {
        Write(
            "jobs.yaml",
            """
            image: debian:bookworm-slim
            params: { x: 1 }
            jobs:
              - { name: quick, command: "echo once >> /golem/output/count" }
              - { name: slow, command: "test -e /golem/output/go || { echo waiting; sleep 60; }" }
            """
        );
        await using var killed = ProgramRun.Start(folder, "run", "jobs.yaml", "--jobs=1");
        await killed.ErrorsHoldAsync("slow | waiting");
        await killed.KillAsync();
        Assert.Equal(1, await ContainersOfAsync(killed.ProcessId));
        Write("artifacts/jobs/slow/go", "");

        await using var again = await ProgramRun.ToEndAsync(folder, "run", "jobs.yaml", "--jobs=1");

        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains("quick: done before", again.Errors, StringComparison.Ordinal);
        Assert.Equal("once\n", await File.ReadAllTextAsync(Path.Combine(folder, "artifacts/jobs/quick/count"), Token));
        Assert.Equal(0, await ContainersOfAsync(killed.ProcessId));
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"images-job.*.{killed.ProcessId}.*"));
    }

    [Fact]
    public async Task A_command_in_an_image_is_passed_through_with_its_exit_code()
    {
        var id = (await engine.Connection.Http.GetAsync("images/debian:bookworm-slim/json", Token))!["Id"]!.GetValue<string>();
        await using var run = await ProgramRun.ToEndAsync(
            folder,
            "run",
            "debian:bookworm-slim",
            "--",
            "sh",
            "-c",
            "echo out; echo why >&2; exit 7"
        );
        await using var missing = await ProgramRun.ToEndAsync(folder, "run", $"debian:bookworm-slim@{id}", "--", "no-such-program");
        await using var image = await ProgramRun.ToEndAsync(folder, "run", $"images.test/none@{id}", "--", "true");

        Assert.Equal((7, "out\n"), (run.ExitCode, run.Output));
        Assert.Equal("why\nerror: debian:bookworm-slim: failed with exit code 7; it ends with 'why'\n", run.Errors);
        Assert.Equal(127, missing.ExitCode);
        Assert.Equal(1, image.ExitCode);
        Assert.Contains($"the engine does not have the image images.test/none@{id}; pull it", image.Errors, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task<int> ContainersOfAsync(int processId)
    {
        var all = await engine.Connection.Http.GetAsync("containers/json?all=1", Token);
        return all!
            .AsArray()
            .Count(container =>
                container!["Labels"]?["org.images.run"]?.GetValue<string>().Contains($"/{processId}/", StringComparison.Ordinal) == true
            );
    }

    // .NET tells no file's owner.
    private static string Owner(string path)
    {
        using var stat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%u:%g", path]) { RedirectStandardOutput = true }
        )!;
        return stat.StandardOutput.ReadToEnd();
    }
}
