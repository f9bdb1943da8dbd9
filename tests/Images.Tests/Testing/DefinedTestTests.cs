using Images.Definitions;
using Images.Engines;
using Images.Testing;

namespace Images.Tests.Testing;

public sealed class DefinedTestTests
{
    [Fact]
    public async Task A_test_runs_on_the_id_in_the_strict_profile()
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(0, "UTC\n"));
        var verdict = await Run(runner, SampleTests.Test("date +%Z", "UTC"));
        Assert.Equal(TestOutcome.Passed, verdict.Outcome);
        Assert.Null(verdict.Reason);
        var spec = Assert.Single(runner.Specs);
        Assert.Equal(SampleTests.ImageId, spec.Image);
        Assert.Equal(("none", true, true), (spec.Network, spec.ReadOnlyRoot, spec.Init));
        Assert.Equal(["ALL"], spec.DroppedCapabilities);
        Assert.Equal(["no-new-privileges"], spec.SecurityOptions);
        Assert.Contains("/tmp", spec.Tmpfs.Keys);
        Assert.NotNull(spec.PidsLimit);
        Assert.NotNull(spec.MemoryBytes);
        Assert.Empty(spec.AddedCapabilities);
        Assert.Equal(TimeSpan.FromSeconds(30), spec.Timeout);
        Assert.Equal(["/bin/sh"], spec.Entrypoint);
        Assert.Equal(["-c", "date +%Z"], spec.Command);
    }

    [Fact]
    public async Task A_failed_test_says_why_where_and_how_to_see_it_again()
    {
        var verdict = await Run(new FakeRunner(_ => FakeRunner.Exit(0, "CET\n")), SampleTests.Test("date +%Z", "UTC"));
        Assert.Equal(TestOutcome.Failed, verdict.Outcome);
        Assert.Equal("expected stdout to contain 'UTC', found 'CET'", verdict.Reason);
        Assert.Equal("CET\n", verdict.Output);
        Assert.Equal(SampleTests.Place, verdict.Location);
        Assert.EndsWith("-c 'date +%Z'", verdict.Reproduce, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_skipped_test_is_not_run()
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(0));
        var verdict = await Run(runner, SampleTests.Test("x") with { SkipReason = "no date here" });
        Assert.Equal((TestOutcome.Skipped, "no date here", null), (verdict.Outcome, verdict.Reason, verdict.Reproduce));
        Assert.Empty(runner.Specs);
    }

    [Fact]
    public async Task What_the_engine_refuses_is_a_failed_test()
    {
        var verdict = await Run(new FakeRunner(_ => throw new EngineException("container of x: gone\nfor good")), SampleTests.Test("x"));
        Assert.Equal((TestOutcome.Failed, "container of x: gone for good"), (verdict.Outcome, verdict.Reason));
    }

    [Theory]
    [InlineData(127, TestOutcome.Passed)]
    [InlineData(0, TestOutcome.Failed)]
    public async Task A_program_that_cannot_start_has_the_exit_code_of_a_shell(int expected, TestOutcome outcome)
    {
        var runner = new FakeRunner(_ => throw new ContainerStartException("container of x: cannot start: not found", 127));
        Assert.Equal(outcome, (await Run(runner, SampleTests.Test("x") with { Exit = expected })).Outcome);
    }

    [Fact]
    public async Task Cancelling_is_no_verdict() =>
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            Run(new FakeRunner(_ => throw new OperationCanceledException()), SampleTests.Test("x"))
        );

    [Fact]
    public async Task What_a_test_leaves_is_kept_also_when_it_fails()
    {
        var left = FakeRunner.Exit(1) with { File = new("picture"u8.ToArray(), null) };
        var test = SampleTests.Test("x") with { Output = new("/out/picture.png", SampleTests.Place) };
        var surroundings = new TestSurroundings { Keep = (path, content) => $"{path}: {content.Length}" };
        var verdict = await Run(new FakeRunner(_ => left), test, surroundings);
        Assert.Equal((TestOutcome.Failed, "/out/picture.png: 7"), (verdict.Outcome, verdict.Kept));
    }

    [Theory]
    [InlineData("is empty")]
    [InlineData(null)]
    public async Task A_file_that_is_not_left_fails_the_test(string? problem)
    {
        var result = FakeRunner.Exit(0) with { File = problem is null ? null : new(default, problem) };
        var test = SampleTests.Test("x") with { Output = new("/out/picture.png", SampleTests.Place) };
        var verdict = await Run(new FakeRunner(_ => result), test, new() { Keep = (_, _) => "kept" });
        Assert.Equal(
            (TestOutcome.Failed, $"expected the file /out/picture.png to be left, but it {problem ?? "is not there"}", null),
            (verdict.Outcome, verdict.Reason, verdict.Kept)
        );
    }

    [Fact]
    public async Task A_file_that_cannot_be_kept_fails_the_test()
    {
        var left = FakeRunner.Exit(0) with { File = new("picture"u8.ToArray(), null) };
        var test = SampleTests.Test("x") with { Output = new("/out/picture.png", SampleTests.Place) };
        var verdict = await Run(new FakeRunner(_ => left), test, new() { Keep = (_, _) => throw new IOException("disk full") });
        Assert.Equal((TestOutcome.Failed, "the file that it left cannot be kept: disk full"), (verdict.Outcome, verdict.Reason));
    }

    [Fact]
    public async Task Without_a_gpu_a_test_that_needs_one_is_skipped_and_with_one_it_is_handed_in()
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(0));
        var test = SampleTests.Test("x") with { Gpu = true };
        var verdict = await Run(runner, test);
        Assert.Equal((TestOutcome.Skipped, GpuAccess.None.WhyNot), (verdict.Outcome, verdict.Reason));
        Assert.Empty(runner.Specs);

        verdict = await Run(runner, test, new() { GpusAsync = _ => Task.FromResult(new GpuAccess(true, [])) });
        Assert.Equal((TestOutcome.Passed, true), (verdict.Outcome, runner.Specs[0].Gpus));
        Assert.Contains(" --gpus all ", verdict.Reproduce, StringComparison.Ordinal);

        verdict = await Run(runner, test, new() { GpusAsync = _ => Task.FromResult(new GpuAccess(false, ["nvidia.com/gpu=all"])) });
        Assert.Equal(["nvidia.com/gpu=all"], runner.Specs[1].CdiDevices);
        Assert.Contains(" --device nvidia.com/gpu=all ", verdict.Reproduce, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_test_needs_loosens_the_profile_and_is_told()
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(0));
        var needs = new TestNeeds("it compiles")
        {
            MemoryBytes = 4_000_000_000,
            Pids = 512,
            ShmBytes = 1 << 20,
            Tmpfs = new Dictionary<string, string> { ["/tmp"] = "exec" },
            WritableRoot = true,
            Capabilities = ["KILL"],
        };
        var verdict = await Run(runner, SampleTests.Test("x") with { Needs = needs });
        var spec = Assert.Single(runner.Specs);
        Assert.Equal((4_000_000_000, 512, 1 << 20, false), (spec.MemoryBytes, spec.PidsLimit, spec.ShmBytes, spec.ReadOnlyRoot));
        Assert.Equal(("exec", "KILL", "ALL"), (spec.Tmpfs["/tmp"], spec.AddedCapabilities[0], spec.DroppedCapabilities[0]));
        Assert.Equal("memory 4.00 GB, 512 processes, /dev/shm 1.0 MB, tmpfs /tmp:exec, writable root, KILL: it compiles", verdict.Needs);
        Assert.Contains(
            " --tmpfs /tmp:exec --shm-size 1048576 --cap-drop ALL --cap-add KILL ",
            verdict.Reproduce,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task By_hand_fixtures_are_mounted_from_where_they_are()
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(1));
        var test = SampleTests.Test("x") with
        {
            Mounts = [new("/images/a/scenes", false, "/scenes"), new("/images/a/one.py", true, "/scripts")],
            Output = new("/tmp/picture.png", SampleTests.Place),
        };
        var verdict = await Run(
            runner,
            test,
            new() { FixturesAsync = _ => Task.FromResult<IReadOnlyList<VolumeMount>>([new("v1", "/scenes"), new("v2", "/scripts")]) }
        );
        Assert.Equal(["v1", "v2"], runner.Specs[0].Volumes.Select(volume => volume.Name));
        Assert.Empty(runner.Specs[0].Tmpfs);
        Assert.Contains(
            " --volume /images/a/scenes:/scenes:ro --volume /images/a/one.py:/scripts/one.py:ro --tmpfs /tmp:exec --entrypoint ",
            verdict.Reproduce,
            StringComparison.Ordinal
        );
    }

    private static Task<Verdict> Run(IContainerRunner runner, TestDefinition test, TestSurroundings? surroundings = null) =>
        new DefinedTest(runner, TimeProvider.System).RunAsync(
            SampleTests.ImageId,
            test,
            surroundings ?? new(),
            TestContext.Current.CancellationToken
        );
}
