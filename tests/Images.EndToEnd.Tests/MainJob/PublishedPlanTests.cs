using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class PublishedPlanTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private const string NoEngine = "--engine=tcp://127.0.0.1:9";

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_against_the_registry_goes_by_what_is_published_and_with_a_lock_needs_no_engine()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        await using var relay = await FaultRelay.StartAsync(registry.Address, null, cancel);
        var external = $"{registry.Address}/team/external:1";
        await RegistryPush.ToAsync(engine, await images.ToolsAsync(), external, cancel);
        using var family = new FamilyFolder();
        family.Write("images/family.yaml", $"registries: [{relay.Address}/team]\n");
        family.Image("larch", external, "COPY larch.sh /", "tags: [\"1\"]\n");
        family.Write("images/larch/larch.sh", "echo one");
        family.Image("maple", "larch", "RUN : maple", "tags: [\"1\"]\n");
        await using (var locking = await ProgramRun.ToEndAsync(family.Root, "lock"))
        {
            Assert.True(locking.ExitCode == 0, locking.ToString());
        }

        Assert.Equal(["larch build not published", "maple build not published"], await PlanAsync(family));
        await using (var published = await ProgramRun.ToEndAsync(family.Root, "publish"))
        {
            Assert.True(published.ExitCode == 0, published.ToString());
        }

        // Another machine reads each manifest and nothing else; the next time one HEAD each tells that it is still there.
        Directory.Delete(Path.Combine(family.Root, "artifacts"), recursive: true);
        relay.Reset();
        Assert.Equal(["larch up to date", "maple up to date"], await PlanAsync(family));
        Assert.Equal(["GET", "GET"], Asked(relay));
        Assert.Equal(["larch up to date", "maple up to date"], await PlanAsync(family));
        Assert.Equal(["HEAD", "HEAD"], Asked(relay));
        family.Write("images/larch/larch.sh", "echo two");
        Assert.Equal(["larch build file images/larch/larch.sh changed", "maple build parent larch rebuilt"], await PlanAsync(family));
    }

    [Fact]
    public async Task A_registry_can_be_named_on_the_command_line_to_publish_to_and_to_compare_with()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        var external = $"{registry.Address}/team/external:1";
        await RegistryPush.ToAsync(engine, await images.ToolsAsync(), external, cancel);
        using var family = new FamilyFolder();
        family.Image("rowan", external, "RUN : rowan", "tags: [\"1\"]\n");
        foreach (var arguments in new string[][] { ["lock"], ["publish", $"--registry={registry.Address}/mine"] })
        {
            await using var run = await ProgramRun.ToEndAsync(family.Root, arguments);
            Assert.True(run.ExitCode == 0, run.ToString());
        }

        Assert.Equal(["rowan up to date"], await PlanAsync(family, $"--registry={registry.Address}/mine"));
        Assert.Equal(["rowan build not published"], await PlanAsync(family, $"--registry={registry.Address}/other"));
    }

    private static string[] Asked(FaultRelay relay)
    {
        string[] methods = [.. relay.Requests.Where(request => request.Path != "/v2/").Select(request => request.Method)];
        relay.Reset();
        return methods;
    }

    private static async Task<string[]> PlanAsync(FamilyFolder family, params string[] more)
    {
        await using var run = await ProgramRun.ToEndAsync(family.Root, ["plan", "--against=registry", NoEngine, .. more]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return
        [
            .. run
                .Output.Split("\n\n")[0]
                .Split('\n')
                .Skip(1)
                .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ];
    }
}
