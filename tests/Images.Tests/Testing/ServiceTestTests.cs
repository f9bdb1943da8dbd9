using Images.Definitions;
using Images.Engines;
using Images.Testing;

namespace Images.Tests.Testing;

/// <summary>Tests of programs that stay up.</summary>
public sealed class ServiceTestTests
{
    private const string Listening =
        "  sl  local_address rem_address   st\n   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000\n   1: 00000000:0050 0200007F:1234 01 0\n";

    [Fact]
    public void A_service_says_when_it_is_ready_and_what_is_tried()
    {
        var test = SampleTests.Read(
            "name: serves, start: [server, -p, 80], ready: { log: /^up/, port: 80, run: true, within: 5s }, runs: [{ run: get, expect: ok, timeout: 2s }], still-running: 10s"
        );

        Assert.Equal(["server", "-p", "80"], test.Run.Arguments);
        var service = test.Service!;
        Assert.Equal(("^up", 80, TimeSpan.FromSeconds(5)), (service.ReadyLog!.Text, service.ReadyPort, service.ReadyWithin));
        Assert.Equal(("get", TimeSpan.FromSeconds(10)), (Assert.Single(service.Runs).Name, service.StillRunning));
        Assert.Empty(SampleTests.Read("start: []").Run.Arguments);
    }

    [Theory]
    [InlineData(8080, true)]
    [InlineData(80, false)]
    [InlineData(808, false)]
    public void A_port_is_one_that_somebody_listens_on(int port, bool listens) =>
        Assert.Equal(listens, ServiceTest.ListensOn(Listening, port));

    [Theory]
    [InlineData("ready: { log: up }", null)]
    [InlineData("ready: { port: 8080 }, runs: [{ run: [a], expect: sl }]", null)]
    [InlineData("ready: { log: down, within: 1s }", "not ready within 1 s: expected its output to contain 'down', found 'up'")]
    [InlineData("ready: { port: 81, within: 1s }", "not ready within 1 s: nothing listens on port 81")]
    [InlineData(
        "runs: [{ name: asks, run: [a], expect: x }]",
        "'asks': expected stdout to contain 'x', found 3 lines that start with 'sl  local_address rem_address   st'"
    )]
    public async Task A_service_is_waited_for_and_tried(string keys, string? reason)
    {
        await using var service = new FakeService();

        Assert.Equal(reason, await ReasonAsync(service, $"start: [serve], {keys}"));
        Assert.True(service.IsGone);
    }

    [Fact]
    public async Task A_service_finds_its_fixtures_and_GPUs_and_is_skipped_where_there_is_none()
    {
        var test = SampleTests.Read("start: [serve], gpu: true") with { Mounts = [new("/host/site", false, "/site")] };
        var surroundings = new TestSurroundings
        {
            GpusAsync = _ => Task.FromResult(new GpuAccess(true, [])),
            FixturesAsync = _ => Task.FromResult<IReadOnlyList<VolumeMount>>([new("volume1", "/site")]),
        };
        await using var service = new FakeService();
        var verdict = await RunAsync(service, test, surroundings);

        Assert.Equal((TestOutcome.Passed, null), (verdict.Outcome, verdict.Reason));
        Assert.Equal((true, "volume1"), (service.Started!.Gpus, Assert.Single(service.Started.Volumes).Name));
        Assert.Contains("--gpus all", verdict.Reproduce, StringComparison.Ordinal);
        Assert.Contains("/host/site:/site", verdict.Reproduce, StringComparison.Ordinal);

        await using var idle = new FakeService();
        var skipped = await RunAsync(idle, test, surroundings with { GpusAsync = _ => Task.FromResult(GpuAccess.None) });
        Assert.Equal((TestOutcome.Skipped, GpuAccess.None.WhyNot), (skipped.Outcome, skipped.Reason));
        Assert.Null(idle.Started);
    }

    [Theory]
    [InlineData(0, "ready: { log: up }", "it ended before it was ready, with exit code 3")]
    [InlineData(1, "ready: { log: up }, still-running: 1h", "expected it to run still, but it ended with exit code 3 within [0-9.]+ s")]
    [InlineData(1, "ready: { log: up }", "expected it to run still, but it ended with exit code 3 within [0-9.]+ s")]
    public async Task A_service_that_ends_fails(int asked, string keys, string reason)
    {
        await using var service = new FakeService { EndsAfter = asked };

        Assert.Matches($"^{reason}$", await ReasonAsync(service, $"start: [serve], {keys}"));
    }

    private static async Task<string?> ReasonAsync(FakeService service, string test) =>
        (await RunAsync(service, SampleTests.Read(test), new())).Reason;

    private static Task<Verdict> RunAsync(FakeService service, TestDefinition test, TestSurroundings surroundings) =>
        new ServiceTest(service, TimeProvider.System).RunAsync("sha256:a", test, surroundings, TestContext.Current.CancellationToken);

    private sealed class FakeService : IServiceContainers, IServiceContainer
    {
        private int asked;

        public int EndsAfter { get; init; } = int.MaxValue;

        public ContainerSpec? Started { get; private set; }

        public bool IsGone { get; private set; }

        public string Output => "up\n";

        public Task<IServiceContainer> StartAsync(ContainerSpec spec, CancellationToken cancellationToken)
        {
            Started = spec;
            return Task.FromResult<IServiceContainer>(this);
        }

        public Task<int?> ExitCodeAsync(CancellationToken cancellationToken) => Task.FromResult<int?>(asked++ >= EndsAfter ? 3 : null);

        public Task<ContainerResult> RunAsync(ContainerSpec spec, CancellationToken cancellationToken) =>
            Task.FromResult(FakeRunner.Exit(0, Listening));

        public ValueTask DisposeAsync()
        {
            IsGone = true;
            return ValueTask.CompletedTask;
        }
    }
}
