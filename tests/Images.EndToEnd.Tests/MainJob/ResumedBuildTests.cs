using System.Text.Json.Nodes;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class ResumedBuildTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private const string Seconds = "IMAGES_TEST_SECONDS";

    [Fact]
    public async Task A_killed_run_is_resumed_and_nothing_that_was_done_is_built_again()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("trunk", await images.ToolsAsync(), "RUN cat /proc/sys/kernel/random/uuid > /trunk");
        family.Image("quick", "trunk", "RUN echo quick > /quick");
        // How long it sleeps is no input of the image: the second run finds the same image to build.
        family.Image(
            "slow",
            "trunk",
            "RUN {{ secrets.seconds.mount }} echo it-runs; sleep $(cat /run/secrets/seconds); cat /trunk > /slow",
            $"secrets:\n  - {{ id: seconds, env: {Seconds} }}\n"
        );
        family.Image("leaf", "slow", "RUN cat /slow > /leaf");

        await using var killed = ProgramRun.StartWith(family.Root, Sleeping("600"), "build", "--no-cache", "--progress=plain");
        await killed.ErrorsHoldAsync("| it-runs");
        await killed.ErrorsHoldAsync("trunk: built");
        await killed.ErrorsHoldAsync("quick: built");
        await killed.KillAsync();
        var done = Journal(family);
        Assert.Equal(["quick", "trunk"], done.Keys.Order(StringComparer.Ordinal));

        await using var resumed = await ProgramRun.WithAsync(family.Root, Sleeping("0"), "build", "--resume", "--progress=plain");

        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Contains("resuming the run of ", resumed.Errors, StringComparison.Ordinal);
        var ids = family.Reported("imageId");
        foreach (var (id, image) in done)
        {
            Assert.Equal("up to date", resumed.OutcomeOf(id));
            Assert.Equal(image, ids[id]);
            Assert.DoesNotContain($"{id}: #", resumed.Errors, StringComparison.Ordinal);
        }

        Assert.Equal("built", resumed.OutcomeOf("slow"));
        Assert.Equal("built", resumed.OutcomeOf("leaf"));
        Assert.Equal(ids, Journal(family));
        var trunk = await engine.LayersAsync(ids["trunk"]);
        Assert.Equal(trunk, (await engine.LayersAsync(ids["leaf"])).Take(trunk.Count));
        Assert.Empty(await engine.LeftBehindAsync(resumed.ProcessId));

        await using var again = await ProgramRun.ToEndAsync(family.Root, "build", "--resume");
        Assert.True(again.ExitCode == 2, again.ToString());
        Assert.StartsWith("error: there is nothing to resume: ", Assert.Single(ErrorsOf(again)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_resumed_it_is_said_in_one_line()
    {
        using var family = new FamilyFolder();
        family.Image("alone", "scratch", "COPY image.yaml /");

        await using var first = await ProgramRun.ToEndAsync(family.Root, "build", "--resume", "--engine=unix:///nowhere.sock");
        Assert.True(first.ExitCode == 2, first.ToString());
        Assert.StartsWith("error: there is nothing to resume: ", Assert.Single(ErrorsOf(first)), StringComparison.Ordinal);

        await using var chosen = await ProgramRun.ToEndAsync(family.Root, "build", "alone", "--resume", "--engine=unix:///nowhere.sock");
        Assert.True(chosen.ExitCode == 2, chosen.ToString());
        Assert.Equal("error: --resume goes on with what the last run had selected; leave out 'alone'", Assert.Single(ErrorsOf(chosen)));
    }

    private static Dictionary<string, string> Sleeping(string seconds) => new() { [Seconds] = seconds };

    private static string[] ErrorsOf(ProgramRun run) => run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string> Journal(FamilyFolder family) =>
        File.ReadLines(Path.Combine(family.Root, "artifacts/journal.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .Where(line => line["image"] is not null)
            .ToDictionary(line => line["image"]!.GetValue<string>(), line => line["id"]!.GetValue<string>(), StringComparer.Ordinal);
}
