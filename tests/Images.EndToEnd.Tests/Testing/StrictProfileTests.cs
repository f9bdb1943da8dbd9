using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Images.Definitions;
using Images.Engines;
using Images.Testing;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>What a test's container may and may not do, and that nothing of it stays.</summary>
[Trait("Category", "Engine")]
public sealed class StrictProfileTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private static readonly SourceLocation Place = new("images/a/image.yaml", 1, 1);

    [Fact]
    public async Task A_hang_is_killed_at_its_timeout_with_its_children()
    {
        var verdict = await RunAsync("sleep 301 & sleep 302", timeout: 2);
        Assert.Equal((TestOutcome.Failed, "no end within 2 s: killed; it wrote nothing"), (verdict.Outcome, verdict.Reason));
        Assert.InRange(verdict.Duration, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
        Assert.Equal(0, await images.ContainersOfAsync(await images.GoodAsync()));
    }

    [Fact]
    public async Task A_program_that_ignores_signals_is_killed_too()
    {
        var verdict = await RunAsync("trap '' TERM INT; while :; do sleep 1; done", timeout: 1);
        Assert.StartsWith("no end within 1 s", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await images.ContainersOfAsync(await images.GoodAsync()));
    }

    [Fact]
    public async Task Endless_forking_meets_a_limit()
    {
        var verdict = await RunAsync("i=0; while [ $i -lt 1000 ]; do sleep 60 & i=$((i+1)); done; echo all of them", timeout: 30);
        Assert.Equal(TestOutcome.Failed, verdict.Outcome);
        Assert.Contains("fork", verdict.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("all of them", verdict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fork_bomb_ends_at_its_timeout_and_leaves_nothing()
    {
        var verdict = await RunAsync("bomb() { bomb | bomb & }; bomb; while :; do sleep 1; done", timeout: 3);
        Assert.Equal(TestOutcome.Failed, verdict.Outcome);
        Assert.InRange(verdict.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.Equal(0, await images.ContainersOfAsync(await images.GoodAsync()));
    }

    [Fact]
    public async Task A_flood_of_output_is_bounded()
    {
        var verdict = await RunAsync("while :; do echo 0123456789012345678901234567890123456789; done", timeout: 2);
        Assert.StartsWith("no end within 2 s", verdict.Reason, StringComparison.Ordinal);
        Assert.InRange(verdict.Output.Length, TestOutput.Limit / 2, TestOutput.Limit + 1000);
        Assert.EndsWith("bytes more were dropped)\n", verdict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_runs_as_the_images_user_unless_told_otherwise()
    {
        Assert.Null((await RunAsync("id -u", "/^1000$/")).Reason);
        Assert.Null((await RunAsync("id -u", "/^0$/", test => test with { User = "0" })).Reason);
    }

    [Fact]
    public async Task Only_tmp_and_shm_can_be_written() =>
        Assert.Null(
            (
                await RunAsync(
                    "if echo x 2>/dev/null >/file; then exit 1; fi; echo x >/tmp/file && echo x >/dev/shm/file && cat /tmp/file",
                    "x",
                    test => test with { User = "0" }
                )
            ).Reason
        );

    [Fact]
    public async Task There_is_no_network() =>
        Assert.Null((await RunAsync("while read -r line; do case $line in *eth*) exit 1;; esac; done </proc/net/dev", null)).Reason);

    [Fact]
    public async Task There_are_no_capabilities_and_no_way_to_new_ones() =>
        Assert.Null(
            (await RunAsync("cat /proc/self/status", @"/CapEff:\t0+\n(.*\n)*NoNewPrivs:\t1/", test => test with { User = "0" })).Reason
        );

    [Fact]
    public async Task Environment_working_directory_and_exit_code_are_the_tests()
    {
        var verdict = await RunAsync(
            "echo \"$NAME in $PWD\"; exit 7",
            "it's $HOME in /tmp",
            test =>
                test with
                {
                    Env = new Dictionary<string, string> { ["NAME"] = "it's $HOME" },
                    Workdir = "/tmp",
                    Exit = 7,
                }
        );
        Assert.Null(verdict.Reason);
    }

    [Fact]
    public async Task A_list_is_run_without_a_shell_and_without_the_entrypoint()
    {
        var test = Definition("") with
        {
            Run = new(["/bin/sh", "-c", "echo $0", "$(id)"], false, Place),
            Expect = new("$(id)", false, Place),
        };
        Assert.Null((await RunAsync(test)).Reason);
    }

    [Fact]
    public async Task A_missing_program_is_told()
    {
        var verdict = await RunAsync(Definition("") with { Run = new(["no-such-program"], false, Place) });
        Assert.Equal(TestOutcome.Failed, verdict.Outcome);
        Assert.Contains("no-such-program", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_leaves_no_container()
    {
        var image = await images.GoodAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new DefinedTest(Runner(), TimeProvider.System).RunAsync(image, Definition("sleep 303"), new(), cancel.Token)
        );
        Assert.Equal(0, await images.ContainersOfAsync(await images.GoodAsync()));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed()
    {
        var image = await images.GoodAsync();
        int gone;
        using (var process = Process.Start("true"))
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            gone = process.Id;
        }

        var owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{gone}/1");
        var body = new JsonObject
        {
            ["Image"] = image,
            ["Entrypoint"] = new JsonArray("sleep", "304"),
            ["Labels"] = new JsonObject { ["org.images.run"] = owner },
            ["HostConfig"] = new JsonObject { ["NetworkMode"] = "none" },
        };
        var http = engine.Connection.Http;
        var made = await http.SendAsync(HttpMethod.Post, "containers/create", body, TestContext.Current.CancellationToken);
        var id = made!["Id"]!.GetValue<string>();
        await http.SendAsync(HttpMethod.Post, $"containers/{id}/start", null, TestContext.Current.CancellationToken);

        Assert.True(await Runner().RemoveLeftoversAsync(TestContext.Current.CancellationToken) >= 1);
        await Assert.ThrowsAsync<EngineRefusedException>(() =>
            http.GetAsync($"containers/{id}/json", TestContext.Current.CancellationToken)
        );
    }

    private static TestDefinition Definition(string line) =>
        new()
        {
            Name = "test",
            Location = Place,
            Run = new([line], true, Place),
            Expect = null,
            Stderr = null,
            Exit = 0,
            Timeout = TimeSpan.FromSeconds(60),
            Env = new Dictionary<string, string>(),
            User = null,
            Workdir = null,
            Network = "none",
            SkipReason = null,
        };

    private Containers Runner() => new(engine.Connection, TimeProvider.System);

    private Task<Verdict> RunAsync(string line, double timeout) =>
        RunAsync(Definition(line) with { Timeout = TimeSpan.FromSeconds(timeout) });

    private Task<Verdict> RunAsync(string line, string? expect, Func<TestDefinition, TestDefinition>? change = null)
    {
        var expectation =
            expect is null ? null
            : expect.StartsWith('/') ? new Expectation(expect[1..^1], true, Place)
            : new Expectation(expect, false, Place);
        var test = Definition(line) with { Expect = expectation };
        return RunAsync(change is null ? test : change(test));
    }

    private async Task<Verdict> RunAsync(TestDefinition test)
    {
        var image = await images.GoodAsync();
        return await new DefinedTest(Runner(), TimeProvider.System).RunAsync(image, test, new(), TestContext.Current.CancellationToken);
    }
}
