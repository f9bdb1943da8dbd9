using System.Runtime.Versioning;
using Images.Engines;
using Images.Jobs;
using Images.Jobs.Running;

namespace Images.Tests.Jobs.Running;

[UnsupportedOSPlatform("windows")]
public sealed class ContainerJobTests : IDisposable
{
    private static readonly JobImage Image = new("base:1", "sha256:1", "golem", []);

    private readonly TemporaryFolder folder = new();
    private readonly HeldContainers containers = new();
    private readonly ManualTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_goes_from_created_through_running_and_exited_to_removed()
    {
        containers.OnStart = (_, _) => { };
        var job = await CreateAsync(Job());
        Assert.Equal(JobStatus.Created, job.Status);

        await job.StartAsync(null, Token);
        Assert.Equal(JobStatus.Running, job.Status);

        containers.Made[0].Exit(3);
        Assert.Equal(3, await job.WaitAsync(Token));
        Assert.Equal(JobStatus.Exited, job.Status);

        await job.DisposeAsync();
        Assert.Equal(JobStatus.Removed, job.Status);
        Assert.True(containers.Made[0].IsGone);
    }

    [Fact]
    public async Task It_starts_once_and_only_from_created()
    {
        await using var job = await CreateAsync(Job());
        await job.StartAsync(null, Token);
        await job.WaitAsync(Token);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => job.StartAsync(null, Token));

        Assert.Contains("starts once, from 'created'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_started_waits_for_nothing_and_says_so()
    {
        await using var job = await CreateAsync(Job());

        Assert.Equal(-1, await job.WaitAsync(Token));
        Assert.Equal(-1, await job.WaitAsync(TimeSpan.FromSeconds(1), Token));
        await job.KillAsync();
        Assert.Equal(0, containers.Made[0].Kills);
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_throws_and_the_container_still_goes_away()
    {
        containers.OnStart = (_, _) => { };
        await using (var job = await CreateAsync(Job()))
        {
            await job.StartAsync(null, Token);
            var waiting = job.WaitAsync(TimeSpan.FromSeconds(5), Token);
            time.Advance(TimeSpan.FromSeconds(6));
            await Assert.ThrowsAsync<TimeoutException>(() => waiting);
            Assert.Equal(JobStatus.Running, job.Status);
        }

        Assert.True(containers.Made[0].IsGone);
    }

    [Fact]
    public async Task An_exception_of_the_caller_removes_the_container()
    {
        containers.OnStart = (_, _) => { };

        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await using var job = await CreateAsync(Job());
            await job.StartAsync(null, Token);
            throw new FormatException();
        });

        Assert.True(containers.Made[0].IsGone);
    }

    [Fact]
    public async Task Killing_ends_only_what_runs()
    {
        containers.OnStart = (_, _) => { };
        await using var job = await CreateAsync(Job());
        await job.StartAsync(null, Token);

        await job.KillAsync();
        await job.KillAsync();

        Assert.Equal(1, containers.Made[0].Kills);
        Assert.Equal(("killed on request", 137), await EndOfAsync(job));
    }

    [Fact]
    public async Task At_its_time_limit_it_is_killed()
    {
        containers.OnStart = (_, _) => { };
        await using var job = await CreateAsync(Job() with { Limits = new JobLimits { Time = TimeSpan.FromSeconds(2) } });
        await job.StartAsync(null, Token);

        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(("killed at its time limit of 2 s", 137), await EndOfAsync(job));
    }

    [Fact]
    public async Task A_flood_of_output_is_cut_and_ended()
    {
        containers.OnStart = (_, container) => container.Write(ContainerStream.Output, new string('x', 3000));
        await using var job = await CreateAsync(
            Job() with
            {
                Limits = new JobLimits { LogBytes = 1000 },
                Output = folder.Path,
            }
        );
        await job.StartAsync(null, Token);

        Assert.Equal(("killed at its log limit of 1.0 kB: it wrote more than that on its output", 137), await EndOfAsync(job));
        Assert.Equal(1000, new FileInfo(Path.Combine(folder.Path, "stdout.log")).Length);
    }

    [Fact]
    public async Task What_fills_the_disk_is_ended()
    {
        containers.OnStart = (_, _) => File.WriteAllBytes(Path.Combine(folder.Path, "big"), new byte[2000]);
        await using var job = await CreateAsync(
            Job() with
            {
                Limits = new JobLimits { DiskBytes = 1000 },
                Output = folder.Path,
            }
        );
        await job.StartAsync(null, Token);

        Assert.Equal(("killed at its disk limit of 1.0 kB: its files came to 2.0 kB", 137), await EndOfAsync(job));
        Assert.Equal(1000, containers.Specs[0].FileBytes);
    }

    [Fact]
    public async Task What_was_written_is_in_the_files_while_the_job_runs()
    {
        containers.OnStart = (_, container) => container.Write(ContainerStream.Output, "so far");
        await using var job = await CreateAsync(Job() with { Output = folder.Path });

        await job.StartAsync(null, Token);

        Assert.Equal("so far", await File.ReadAllTextAsync(Path.Combine(folder.Path, "stdout.log"), Token));
        Assert.Equal(JobStatus.Running, job.Status);
    }

    [Theory]
    [InlineData("Error: no such file\n\nquit\n", "", "Error: no such file")]
    [InlineData("Error: no such file\nquit\n", "late\n", "late")]
    [InlineData("one\ntwo\n", "", "two")]
    [InlineData("error\n", "\n", "error")]
    [InlineData("", "10 %\r20 %\rbroken\r\n", "broken")]
    public async Task A_failure_is_told_with_the_line_that_says_why(string output, string error, string why)
    {
        containers.OnStart = (_, container) =>
        {
            container.Write(ContainerStream.Output, output);
            container.Write(ContainerStream.Error, error);
            container.Exit(1);
        };
        await using var job = await CreateAsync(Job());
        await job.StartAsync(null, Token);

        Assert.Equal(($"failed with exit code 1; it ends with '{why}'", 1), await EndOfAsync(job));
    }

    [Theory]
    [InlineData(1, "ERROR (catatonit:6): failed to exec pid1: No such file or directory\n", 127)]
    [InlineData(1, "ERROR (catatonit:2): failed to exec pid1: Permission denied\n", 126)]
    [InlineData(1, "No such file or directory\n", 1)]
    [InlineData(3, "ERROR (catatonit:6): failed to exec pid1: No such file or directory\n", 3)]
    public async Task A_program_that_podman_cannot_start_ends_as_with_other_engines(int found, string error, int exitCode)
    {
        containers.OnStart = (_, container) =>
        {
            container.Write(ContainerStream.Error, error);
            container.Exit(found);
        };
        await using var job = await CreateAsync(Job());
        await job.StartAsync(null, Token);

        Assert.Equal(exitCode, await job.WaitAsync(Token));
    }

    [Fact]
    public async Task Output_goes_to_files_and_to_the_listener()
    {
        containers.OnStart = (_, container) =>
        {
            container.Write(ContainerStream.Output, "out\n");
            container.Write(ContainerStream.Error, "why\n");
            container.Exit(4);
        };
        var heard = new Heard();
        await using var job = await CreateAsync(Job() with { Output = folder.Path });
        await job.StartAsync(heard, Token);

        var result = await job.ResultAsync(Token);

        Assert.Equal("failed with exit code 4; it ends with 'why'", result.Sentence);
        Assert.Equal(["stderr.log", "stdout.log"], result.Outputs.Select(output => output.Path));
        Assert.Equal(["Output:out", "Error:why"], heard.Texts);
    }

    [Fact]
    public async Task A_link_that_a_job_left_for_a_log_is_replaced_and_never_written_through()
    {
        var victim = folder.Write("victim", "precious");
        var output = Directory.CreateDirectory(Path.Combine(folder.Path, "out")).FullName;
        File.CreateSymbolicLink(Path.Combine(output, "stdout.log"), victim);
        containers.OnStart = (_, container) =>
        {
            container.Write(ContainerStream.Output, "new\n");
            File.CreateSymbolicLink(Path.Combine(output, "link"), "/etc/passwd");
            container.Exit(0);
        };
        await using var job = await CreateAsync(Job() with { Output = output });
        await job.StartAsync(null, Token);

        var result = await job.ResultAsync(Token);

        Assert.Equal("precious", await File.ReadAllTextAsync(victim, Token));
        Assert.Null(result.Outputs.Single(file => file.Path == "link").Digest);
    }

    [Fact]
    public async Task It_is_the_caller_with_the_strict_profile_and_its_folders()
    {
        var resources = Directory.CreateDirectory(Path.Combine(folder.Path, "in")).FullName;
        var output = Path.Combine(folder.Path, "out");
        await using var job = await CreateAsync(
            Job() with
            {
                Resources = resources,
                Output = output,
                Command = null,
                Script = new JobScript("print(1)", "py", ["python3"]),
            }
        );

        var spec = containers.Specs[0];
        Assert.Equal(("4242:4343", "none", true, "/golem/work"), (spec.User, spec.Network, spec.ReadOnlyRoot, spec.WorkingDirectory));
        Assert.Equal(["python3"], spec.Entrypoint!);
        Assert.Equal(["/golem/work/job.py"], spec.Command!);
        Assert.Equal(["ALL"], spec.DroppedCapabilities);
        Assert.Equal(
            [new ContainerMount(resources, "/golem/resources"), new ContainerMount(output, "/golem/output", ReadOnly: false)],
            spec.Mounts.Where(mount => mount.Target != "/golem/work")
        );
        var work = spec.Mounts.Single(mount => mount.Target == "/golem/work").Source;
        Assert.Equal(
            ["job.py", "params.json", "params.py"],
            Directory.GetFiles(work).Select(Path.GetFileName).Order(StringComparer.Ordinal)!
        );

        await job.DisposeAsync();
        Assert.False(Directory.Exists(work));
    }

    [Fact]
    public async Task What_another_user_wrote_is_given_to_the_caller_and_modes_are_restored()
    {
        var output = Directory.CreateDirectory(Path.Combine(folder.Path, "out")).FullName;
        File.SetUnixFileMode(output, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using (var job = await CreateAsync(Job() with { Output = output, User = "image" }))
        {
            Assert.True(File.GetUnixFileMode(output).HasFlag(UnixFileMode.OtherWrite));
            await job.StartAsync(null, Token);
            await job.WaitAsync(Token);
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(output));
        var chown = Assert.Single(containers.Runs);
        Assert.Equal(["-R", "-h", "4242:4343", "/golem/0"], chown.Command!);
        Assert.Equal("0:0", chown.User);
    }

    [Fact]
    public async Task The_engines_socket_is_there_only_for_a_job_that_a_person_allowed_it()
    {
        var engine = new JobEngine(containers, containers, time, new Caller(4242, 4343) { Groups = ["998"] }, Image)
        {
            SocketPath = "/run/e.sock",
        };
        await using var plain = await ContainerJob.CreateAsync(engine, Job(), Image, Token);
        await using var allowed = await ContainerJob.CreateAsync(engine, Job() with { HasEngineSocket = true }, Image, Token);

        Assert.Empty(containers.Specs[0].Mounts);
        Assert.Equal([new ContainerMount("/run/e.sock", "/var/run/docker.sock", ReadOnly: false)], containers.Specs[1].Mounts);
        Assert.Equal(["998"], containers.Specs[1].Groups);
        var error = await Assert.ThrowsAsync<JobException>(() => CreateAsync(Job() with { HasEngineSocket = true }));
        Assert.Contains("the engine has no socket on this machine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_mounts_is_seen_beside_the_jobs_own_folders_if_it_is_there()
    {
        var mount = new ContainerMount(folder.Path, "/data");
        await using var job = await CreateAsync(Job() with { Mounts = [mount] });
        Assert.Equal([mount], containers.Specs[0].Mounts);

        var error = await Assert.ThrowsAsync<JobException>(() => CreateAsync(Job() with { Mounts = [new("/no/such", "/data")] }));
        Assert.Equal("trial: --mount: there is no /no/such on this machine; correct its name", error.Message);
    }

    [Fact]
    public async Task The_first_image_that_the_engine_has_is_taken_and_none_is_no_error()
    {
        var engine = Engine();

        Assert.Same(Image, await engine.FindImageAsync(["none:1", "base:1"], Token));
        Assert.Null(await engine.FindImageAsync(["none:1"], Token));
    }

    public void Dispose() => folder.Dispose();

    private static JobDefinition Job() =>
        new()
        {
            Name = "trial",
            Images = ["base:1"],
            Command = ["true"],
        };

    private JobEngine Engine() => new(containers, containers, time, new Caller(4242, 4343), Image);

    private Task<ContainerJob> CreateAsync(JobDefinition job) => ContainerJob.CreateAsync(Engine(), job, Image, Token);

    private static async Task<(string Sentence, int ExitCode)> EndOfAsync(ContainerJob job)
    {
        var result = await job.ResultAsync(Token);
        return (result.Sentence, result.ExitCode);
    }

    private sealed class Heard : IProgress<ContainerChunk>
    {
        public List<string> Texts { get; } = [];

        public void Report(ContainerChunk value) =>
            Texts.Add($"{value.Stream}:{System.Text.Encoding.UTF8.GetString(value.Bytes.Span).Trim()}");
    }
}
