using System.Text.Json.Nodes;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class LockedBaseTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_locked_base_stays_what_it_was_until_the_lock_is_updated()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        var reference = $"{registry.Address}/team/base:1";
        using var family = new FamilyFolder();
        var older = await PushAsync("older", reference);
        User(family, reference, "older", 1);

        await using var locking = await ProgramRun.ToEndAsync(family.Root, "lock");
        Assert.True(locking.ExitCode == 0, locking.ToString());
        var text = await File.ReadAllTextAsync(Path.Combine(family.Root, "images.lock"), cancel);
        Assert.Contains(
            $"  \"{reference}\":\n    digest: {older}\n    platforms:\n      linux/amd64: {older}\n",
            text,
            StringComparison.Ordinal
        );
        await PassesAsync(family);

        // The tag moves, in the registry and on the engine.
        var newer = await PushAsync("newer", reference);
        await using var outdated = await ProgramRun.ToEndAsync(family.Root, "outdated", "--json");
        Assert.True(outdated.ExitCode == 10, outdated.ToString());
        var moved = JsonNode.Parse(outdated.Output)!["bases"]![0]!;
        Assert.Equal(
            ("moved", older, newer, "user"),
            ($"{moved["status"]}", $"{moved["moves"]![0]!["locked"]}", $"{moved["moves"]![0]!["now"]}", $"{moved["images"]![0]}")
        );
        Assert.Equal("up to date", (await PassesAsync(family)).OutcomeOf("user"));
        User(family, reference, "older", 2);
        Assert.Equal("built", (await PassesAsync(family)).OutcomeOf("user"));

        await using var updating = await ProgramRun.ToEndAsync(family.Root, "lock", "--update");
        Assert.True(updating.ExitCode == 0, updating.ToString());
        Assert.Contains($"{older[7..19]}  {newer[7..19]}", updating.Output, StringComparison.Ordinal);
        Assert.Contains("1 image built from them: user", updating.Output, StringComparison.Ordinal);
        User(family, reference, "newer", 2);
        Assert.Equal("built", (await PassesAsync(family)).OutcomeOf("user"));
        await using var current = await ProgramRun.ToEndAsync(family.Root, "outdated");
        Assert.True(current.ExitCode == 0, current.ToString());
    }

    private static void User(FamilyFolder family, string from, string expected, int version) =>
        family.Image("user", from, $"RUN echo {version} > /version", $"test:\n  - {{ run: cat /which, expect: {expected} }}\n");

    private static async Task<ProgramRun> PassesAsync(FamilyFolder family)
    {
        var run = await ProgramRun.ToEndAsync(family.Root);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run;
    }

    private async Task<string> PushAsync(string which, string reference)
    {
        var image = await images.ImportAsync(
            ["ENV PATH=/bin"],
            ("which", which, false),
            ("etc/passwd", TestImages.Passwd, false),
            ("etc/shadow", "root:*:1::::::\n", false)
        );
        return await RegistryPush.ToAsync(engine, image, reference, cancel);
    }
}
