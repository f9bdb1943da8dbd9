using Images.EndToEnd.Tests.Engines;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class SeveralEnginesTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    [Fact]
    public async Task A_family_is_built_and_tested_on_two_engines_and_its_images_travel_through_a_registry()
    {
        var token = TestContext.Current.CancellationToken;
        await engine.RequireLocalAsync();
        await using var second = await SecondEngine.StartAsync(token);
        await using var registry = await LoopbackRegistry.StartAsync(token);
        using var family = new FamilyFolder();
        // Of a few megabytes, and only where the graph begins: the other engine gets it with what is built from it.
        family.Image("trunk", await images.ToolsAsync(), $"RUN echo trunk > /trunk; : {Guid.NewGuid()}");
        // Each sleeps longer than the other needs to find its place: with one place an engine they cannot be on the same one.
        foreach (var name in new[] { "bough-a", "bough-b" })
        {
            family.Image(name, "trunk", $"RUN sleep 1 && echo {name} > /{name}", "test:\n  - { run: cat /trunk, expect: trunk }\n");
        }

        family.Image("nest", "bough-a", $"COPY --from={FamilyFolder.Registry}/bough-b:default /bough-b /b", Nest);
        string[] options =
        [
            $"--engine={engine.Connection.Endpoint.Address.OriginalString}",
            $"--engine={second.Address}",
            $"--exchange={registry.Address}/team",
            "--jobs=1",
        ];

        await using var first = await ProgramRun.ToEndAsync(family.Root, options);

        Assert.True(first.ExitCode == 0, first.ToString());
        var where = family.Reported("engine");
        Assert.Equal(where["trunk"], engine.Connection.Endpoint.Address.OriginalString);
        Assert.NotEqual(where["bough-a"], where["bough-b"]);
        var here = await engine.ReferencesAsync();
        var there = await second.ReferencesAsync(token);
        foreach (var (id, address) in where)
        {
            var reference = $"{FamilyFolder.Registry}/{id}:default";
            Assert.Equal(address == second.Address, there.Contains(reference));
            Assert.Equal(address != second.Address, here.Contains(reference));
        }

        var left = here.Concat(there).Where(name => IsOfRun(name, first.ProcessId));
        Assert.Empty(left);
        Assert.DoesNotContain("-run.", await registry.GetAsync("team/images-exchange/tags/list", token), StringComparison.Ordinal);

        await using var again = await ProgramRun.ToEndAsync(family.Root, options);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(["up to date"], where.Keys.Select(again.OutcomeOf).Distinct());
        Assert.Equal(where, family.Reported("engine"));
    }

    [Fact]
    public async Task One_of_several_engines_that_does_not_answer_ends_the_run_before_it_begins()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("alone", "scratch", "COPY image.yaml /");
        var address = engine.Connection.Endpoint.Address.OriginalString;
        await using var silent = await ProgramRun.ToEndAsync(family.Root, $"--engine={address}", "--engine=unix:///nowhere/engine.sock");
        Assert.Equal(2, silent.ExitCode);
        Assert.Contains("error: --engine=unix:///nowhere/engine.sock: the engine at ", silent.Errors, StringComparison.Ordinal);

        await using var twice = await ProgramRun.ToEndAsync(family.Root, $"--engine={address}", $"--engine={address}");
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("are the same engine; name it once", twice.Errors, StringComparison.Ordinal);
    }

    private static bool IsOfRun(string name, int processId) =>
        name.Contains("-run.", StringComparison.Ordinal) && name.Contains($".{processId}.", StringComparison.Ordinal);

    private const string Nest = """
        test:
          - { run: cat /bough-a, expect: bough-a }
          - { run: cat /b, expect: bough-b }

        """;
}
