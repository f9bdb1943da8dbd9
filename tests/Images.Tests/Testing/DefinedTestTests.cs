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

    private static Task<Verdict> Run(IContainerRunner runner, Images.Definitions.TestDefinition test) =>
        new DefinedTest(runner, TimeProvider.System).RunAsync(SampleTests.ImageId, test, new(), TestContext.Current.CancellationToken);
}
