using Images.Engines;
using Images.Testing;

namespace Images.Tests.Testing;

public sealed class RunJudgeTests
{
    private static readonly ContainerSpec Spec = new("sha256:a");

    [Fact]
    public void As_expected_is_no_mismatch() => Assert.Null(Judge("UTC", FakeRunner.Exit(0, "UTC\n")));

    [Theory]
    [InlineData(1, "expected exit code 0, found 1; stderr ends with 'boom'")]
    [InlineData(126, "expected exit code 0, found 126 (found but not executable); stderr ends with 'boom'")]
    [InlineData(127, "expected exit code 0, found 127 (command not found); stderr ends with 'boom'")]
    [InlineData(137, "expected exit code 0, found 137 (killed by SIGKILL); stderr ends with 'boom'")]
    [InlineData(139, "expected exit code 0, found 139 (killed by SIGSEGV: the program crashed); stderr ends with 'boom'")]
    [InlineData(160, "expected exit code 0, found 160 (killed by signal 32); stderr ends with 'boom'")]
    [InlineData(255, "expected exit code 0, found 255; stderr ends with 'boom'")]
    public void An_exit_code_is_told_with_its_meaning(int code, string reason) =>
        Assert.Equal(reason, Judge(null, FakeRunner.Exit(code, "out", "first\n\e[31mboom\e[0m\n\n")));

    [Fact]
    public void Without_stderr_the_end_of_stdout_is_told()
    {
        Assert.Equal("expected exit code 0, found 3; stdout ends with 'last'", Judge(null, FakeRunner.Exit(3, "first\nlast\n")));
        Assert.Equal("expected exit code 0, found 3; it wrote nothing", Judge(null, FakeRunner.Exit(3)));
    }

    [Fact]
    public void An_expected_exit_code_passes()
    {
        var test = SampleTests.Test("false") with { Exit = 1 };
        Assert.Null(RunJudge.Mismatch(test, Spec, FakeRunner.Exit(1)));
        Assert.Equal("expected exit code 1, found 0; it wrote nothing", RunJudge.Mismatch(test, Spec, FakeRunner.Exit(0)));
    }

    [Fact]
    public void Every_difference_is_told()
    {
        var test = SampleTests.Test("x", "UTC") with { Stderr = SampleTests.Expect("/warning/") };
        Assert.Equal(
            "expected exit code 0, found 1; stderr ends with 'e'; expected stdout to contain 'UTC', found 'o'; expected stderr to match /warning/, found 'e'",
            RunJudge.Mismatch(test, Spec, FakeRunner.Exit(1, "o\n", "e\n"))
        );
    }

    [Fact]
    public void A_timeout_is_told_with_its_time()
    {
        var test = SampleTests.Test("sleep 100") with { Timeout = TimeSpan.FromSeconds(2.5) };
        var result = FakeRunner.Exit(137, "working\n") with { TimedOut = true };
        Assert.Equal("no end within 2.5 s: killed; stdout ends with 'working'", RunJudge.Mismatch(test, Spec, result));
    }

    [Fact]
    public void Out_of_memory_is_told_with_the_limit() =>
        Assert.Equal(
            "killed: out of memory at the limit of 2048 MiB",
            RunJudge.Mismatch(SampleTests.Test("x"), Spec, FakeRunner.Exit(137) with { OutOfMemory = true })
        );

    [Fact]
    public void Output_that_was_dropped_is_told_when_something_is_missing()
    {
        var result = FakeRunner.Exit(0, "y\n") with { DroppedBytes = 7 };
        Assert.Null(Judge("y", result));
        Assert.EndsWith("; 7 bytes of output beyond the limit were not looked at", Judge("z", result), StringComparison.Ordinal);
    }

    private static string? Judge(string? expect, ContainerResult result) => RunJudge.Mismatch(SampleTests.Test("x", expect), Spec, result);
}
