using Images.BuildKit;
using Images.BuildKit.Tests.Engine;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class ChangedInputTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    [Fact]
    public async Task Only_what_a_changed_file_goes_into_is_built_and_the_rest_is_not_even_sent()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("trunk", await images.ToolsAsync(), "COPY trunk.txt /");
        family.Write("images/trunk/trunk.txt", "one");
        family.Image("bough", "trunk", "COPY bough.txt /");
        family.Write("images/bough/bough.txt", "one");
        family.Image("leaf", "bough", "RUN cat /bough.txt > /leaf");
        family.Image("other", "trunk", "RUN echo other > /other");
        await using var first = await ProgramRun.ToEndAsync(family.Root, "build");
        Assert.True(first.ExitCode == 0, first.ToString());
        var before = family.Reported("imageId");

        family.Write("images/bough/README.md", "what nothing copies");
        Assert.Empty(await SentAsync(family));
        Assert.Equal(before, family.Reported("imageId"));

        family.Write("images/bough/bough.txt", "two");
        Assert.Equal(["bough", "leaf"], await SentAsync(family));
        var after = family.Reported("imageId");
        Assert.Equal(["bough", "leaf"], before.Keys.Where(id => before[id] != after[id]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_child_whose_last_step_changed_keeps_its_earlier_ones_and_its_parent_whoever_has_the_parents_tags()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        var mark = Guid.NewGuid().ToString();
        family.Image("trunk", await images.ToolsAsync(), $"RUN : {mark}; cat /proc/sys/kernel/random/uuid > /trunk");
        family.Image("bough", "trunk", $"RUN : {mark}; cat /proc/sys/kernel/random/uuid > /early\nCOPY last.txt /");
        var first = await ChangedAsync(family, "one");

        var second = await ChangedAsync(family, "two");
        Assert.Equal(first.Trunk, second.Trunk);
        Assert.Equal(first.Layers.SkipLast(1), second.Layers.SkipLast(1));
        Assert.NotEqual(first.Layers[^1], second.Layers[^1]);

        foreach (var name in new[] { $"{FamilyFolder.Registry}/trunk:default", "images.local/trunk:default" })
        {
            await engine.TagAsync(await images.GoodAsync(), name);
        }

        var third = await ChangedAsync(family, "three");
        Assert.Equal(first.Trunk, third.Trunk);
        Assert.Equal(first.Layers.SkipLast(1), third.Layers.SkipLast(1));
    }

    [Fact]
    public async Task A_child_is_built_from_its_kept_parent_when_the_engine_has_forgotten_every_step()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        var mark = Guid.NewGuid().ToString();
        family.Image("trunk", await images.ToolsAsync(), $"RUN : {mark}; cat /proc/sys/kernel/random/uuid > /trunk");
        family.Image("bough", "trunk", $"RUN : {mark}; cat /trunk > /early\nCOPY last.txt /{mark}");
        var first = await ChangedAsync(family, "one");
        await using (var client = new BuildKitClient(engine.Connection.DialAsync))
        {
            await ForgottenSteps.ForgetAsync(client, mark, TestContext.Current.CancellationToken);
        }

        family.Write("images/bough/last.txt", "two");
        Assert.Equal(["bough"], await SentAsync(family));

        var ids = family.Reported("imageId");
        Assert.Equal(first.Trunk, ids["trunk"]);
        var trunk = await engine.LayersAsync(first.Trunk);
        Assert.Equal(trunk, (await engine.LayersAsync(ids["bough"])).Take(trunk.Count));
    }

    // What is left alone has no log and no line of a step.
    private static async Task<IEnumerable<string>> SentAsync(FamilyFolder family)
    {
        var logs = Directory.CreateDirectory(Path.Combine(family.Root, "artifacts/logs"));
        logs.Delete(recursive: true);
        await using var run = await ProgramRun.ToEndAsync(family.Root, "build", "--progress=plain");
        Assert.True(run.ExitCode == 0, run.ToString());
        var all = family.Reported("imageId").Keys.Order(StringComparer.Ordinal).ToList();
        var sent = all.Where(id => run.Errors.Contains($"{id}: #", StringComparison.Ordinal)).ToList();
        Assert.Equal(sent, all.Where(id => run.OutcomeOf(id) == "built"));
        var logged = Directory.CreateDirectory(logs.FullName).EnumerateFiles().Select(file => Path.GetFileNameWithoutExtension(file.Name));
        Assert.Equal(sent, logged.Order(StringComparer.Ordinal));
        return sent;
    }

    private async Task<(string Trunk, IReadOnlyList<string> Layers)> ChangedAsync(FamilyFolder family, string text)
    {
        family.Write("images/bough/last.txt", text);
        await using var run = await ProgramRun.ToEndAsync(family.Root, "build");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("built", run.OutcomeOf("bough"));
        var ids = family.Reported("imageId");
        var trunk = await engine.LayersAsync(ids["trunk"]);
        var layers = await engine.LayersAsync(ids["bough"]);
        Assert.Equal(trunk, layers.Take(trunk.Count));
        Assert.Equal(trunk.Count + 2, layers.Count);
        return (ids["trunk"], layers);
    }
}
