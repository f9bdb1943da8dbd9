using Images.EndToEnd.Tests.Engines;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class PlanTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    [Fact]
    public async Task It_says_what_the_next_run_builds_and_which_input_made_it_so()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        var external = $"{FamilyFolder.Registry}/external:1";
        await engine.TagAsync(await images.ToolsAsync(), external);
        family.Image("acorn", external, "RUN : acorn");
        family.Image("oak", "acorn", "COPY oak.sh /");
        family.Write("images/oak/oak.sh", "echo one");
        family.Image("twig", "oak", "RUN : twig", "test:\n  - { name: true is true, run: \"true\" }\n");
        family.Image("willow", "acorn", "RUN : other");
        Assert.Equal(["acorn never built", "oak never built", "twig never built", "willow never built"], await PlanAsync(family, 10));

        await using (var first = await ProgramRun.ToEndAsync(family.Root))
        {
            Assert.True(first.ExitCode == 0, first.ToString());
        }

        Assert.Equal(["nothing to build: 4 images up to date"], await PlanAsync(family, 0));
        family.Write("README.md", "of interest to people only");
        family.Write("images/oak/notes.md", "copied by nobody");
        Assert.Equal(["nothing to build: 4 images up to date"], await PlanAsync(family, 0));

        family.Write("images/oak/oak.sh", "echo two");
        Assert.Equal(["oak file images/oak/oak.sh changed", "twig parent oak rebuilt"], await PlanAsync(family, 10));
        await using (var second = await ProgramRun.ToEndAsync(family.Root))
        {
            Assert.Equal(["built", "up to date"], new[] { second.OutcomeOf("oak"), second.OutcomeOf("willow") });
            Assert.Contains(" of them in an earlier run.", second.Output, StringComparison.Ordinal);
        }

        await engine.TagAsync(await images.GoodAsync(), external);
        var moved = await PlanAsync(family, 10);
        Assert.Matches($"^acorn base {external} [0-9a-f]{{12}} -> [0-9a-f]{{12}}$", moved[0]);
        Assert.Equal(["oak parent acorn rebuilt", "twig parent oak rebuilt", "willow parent acorn rebuilt"], moved[1..]);
    }

    [Fact]
    public async Task Nothing_is_tested_twice_unless_the_test_or_the_image_changed_or_it_is_forced()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        var external = await images.ToolsAsync();
        family.Image("lone", external, "RUN : one", Tests("first", "second"));
        Assert.DoesNotContain("earlier", await SentenceAsync(family), StringComparison.Ordinal);
        Assert.EndsWith(", all of them in an earlier run.", await SentenceAsync(family), StringComparison.Ordinal);

        family.Write("images/lone/image.yaml", $"from: {external}\n{Tests("first", "third")}");
        var sentence = await SentenceAsync(family);
        Assert.Matches(@"tests: (\d+) passed.*, \d+ of them in an earlier run\.$", sentence);
        Assert.DoesNotContain("earlier", await SentenceAsync(family, "--force"), StringComparison.Ordinal);

        static string Tests(params string[] names) =>
            "test:\n" + string.Concat(names.Select(name => $"  - {{ name: {name}, run: \"true {name}\" }}\n"));
    }

    [Fact]
    public async Task A_run_that_has_nothing_to_do_and_a_plan_ask_the_engine_five_things_at_most()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        var external = await images.ToolsAsync();
        foreach (var name in new[] { "ash", "beech", "cedar", "elm", "fir" })
        {
            family.Image(name, external, $"RUN : {name}");
        }

        await using var counted = new CountedEngine(engine.Connection.DialAsync);
        foreach (var (verb, most) in new[] { ("test", int.MaxValue), ("test", 5), ("plan", 5) })
        {
            counted.Take();
            await using var run = await ProgramRun.ToEndAsync(family.Root, verb, $"--engine={counted.Address}");
            Assert.True(run.ExitCode == 0, run.ToString());
            Assert.InRange(counted.Take().Count, 1, most);
        }
    }

    private static async Task<string> SentenceAsync(FamilyFolder family, params string[] options)
    {
        await using var run = await ProgramRun.ToEndAsync(family.Root, ["test", .. options]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Output.TrimEnd().Split('\n')[^1];
    }

    private static async Task<string[]> PlanAsync(FamilyFolder family, int exitCode)
    {
        await using var run = await ProgramRun.ToEndAsync(family.Root, "plan", "--exit-code");
        Assert.True(run.ExitCode == exitCode, run.ToString());
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return exitCode == 0
            ? [lines[^1]]
            :
            [
                .. lines
                    .Skip(1)
                    .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Where(words => words.Length > 2 && words[1] == "build")
                    .Select(words => string.Join(' ', [words[0], .. words[2..]])),
            ];
    }
}
