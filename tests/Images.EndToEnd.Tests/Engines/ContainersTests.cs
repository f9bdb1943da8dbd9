using System.Text;
using Images.Definitions;
using Images.Engines;

namespace Images.EndToEnd.Engines;

[Trait("Category", "Engine")]
public sealed class ContainersTests(SharedEngine engine)
{
    private const string Base = "debian:bookworm-slim";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Output_exit_code_and_user_come_back_from_the_strict_profile()
    {
        var result = await RunAsync("echo out; echo err >&2; id -u; exit 3");

        Assert.Equal((3, "out\n0\n", "err\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task The_strict_profile_gives_no_network_no_writable_root_and_no_capabilities()
    {
        var result = await RunAsync(
            "ls /sys/class/net; touch /x; touch /tmp/y && echo tmp; grep CapEff /proc/self/status; grep NoNewPrivs /proc/self/status"
        );

        Assert.Equal("lo\ntmp\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\n", result.Output);
        Assert.Contains("Read-only file system", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_past_its_timeout_is_killed_with_its_children()
    {
        var result = await RunAsync("echo before; sleep 60 & sleep 60", timeout: TimeSpan.FromSeconds(1));

        Assert.True(result.TimedOut);
        Assert.Equal((137, "before\n"), (result.ExitCode, result.Output));
        Assert.True(result.Elapsed < TimeSpan.FromSeconds(30), $"{result.Elapsed}");
    }

    [Fact]
    public async Task Input_reaches_the_program_and_ends()
    {
        var containers = await ContainersAsync();
        var spec = Spec("wc -c") with { Input = Encoding.UTF8.GetBytes("12345") };

        var result = await containers.RunAsync(spec, null, Token);

        Assert.Equal("5\n", result.Output);
    }

    [Fact]
    public async Task Output_beyond_the_limit_is_dropped_and_counted()
    {
        var containers = await ContainersAsync();

        var result = await containers.RunAsync(Spec("head -c 100000 /dev/zero | tr '\\0' x") with { OutputLimit = 1000 }, null, Token);

        Assert.Equal((1000, 99000L), (result.Output.Length, result.DroppedBytes));
    }

    [Fact]
    public async Task Cancelling_a_run_leaves_no_container()
    {
        var containers = await ContainersAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var label = Guid.NewGuid().ToString("N");
        var spec = Spec("echo ready; sleep 60") with { Labels = new Dictionary<string, string> { ["org.images.trial"] = label } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => containers.RunAsync(spec, new CancelAtOutput(cancel), cancel.Token));

        var filters = Uri.EscapeDataString($$"""{"label":["org.images.trial={{label}}"]}""");
        var left = await engine.Connection.Http.GetAsync($"containers/json?all=1&filters={filters}", Token);
        Assert.Equal("[]", left!.ToJsonString());
    }

    [Fact]
    public async Task A_missing_image_and_a_missing_program_are_one_line_each()
    {
        var containers = await ContainersAsync();

        var image = await Assert.ThrowsAsync<EngineException>(() =>
            containers.RunAsync(new ContainerSpec("images.test/none:1"), null, Token)
        );
        var program = await Assert.ThrowsAsync<ContainerStartException>(() =>
            containers.RunAsync(
                new ContainerSpec(Base)
                {
                    Entrypoint = [],
                    Command = ["no-such-program"],
                    Init = false,
                },
                null,
                Token
            )
        );

        Assert.Equal("container of images.test/none:1: the image is not in the engine; build or pull it first", image.Message);
        Assert.Equal(127, program.ExitCode);
        Assert.DoesNotContain('\n', program.Message);
    }

    [Fact]
    public async Task The_doctor_finds_the_engine_and_starts_a_container()
    {
        await ContainersAsync();
        var doctor = new Doctor(HostEnvironment.Current(), TimeProvider.System, (_, _) => Task.FromResult("asked"));
        var options = new DoctorOptions(new EngineOptions(engine.Connection.Endpoint.Address.OriginalString), Base, []);

        var checks = new List<DoctorCheck>();
        await foreach (var check in doctor.RunAsync(options, Token))
        {
            checks.Add(check);
        }

        Assert.Equal(DoctorStatus.Ok, checks.Single(c => c.Name == "engine").Status);
        Assert.Contains(checks, c => c is { Name: "container", Status: DoctorStatus.Ok });
        Assert.All(checks, c => Assert.DoesNotContain('\n', c.Detail));
    }

    private static ContainerSpec Spec(string script) => new(Base) { Entrypoint = ["/bin/sh", "-c"], Command = [script] };

    private async Task<ContainerResult> RunAsync(string script, TimeSpan? timeout = null) =>
        await (await ContainersAsync()).RunAsync(Spec(script) with { Timeout = timeout }, null, Token);

    private async Task<Containers> ContainersAsync()
    {
        await engine.RequireAsync();
        var bases = new BaseImages(
            engine.Connection,
            HostEnvironment.Current(),
            new HostCommands(),
            TimeProvider.System,
            new Progress<string>()
        );
        await bases.EnsureAsync(Base, new BootstrapRecipe("debian", "bookworm", null), Token);
        return new Containers(engine.Connection, TimeProvider.System);
    }

    private sealed class CancelAtOutput(CancellationTokenSource cancel) : IProgress<ContainerChunk>
    {
        public void Report(ContainerChunk value) => cancel.Cancel();
    }
}
