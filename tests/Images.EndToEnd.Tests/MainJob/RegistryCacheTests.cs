using Docker.DotNet.Models;
using Images.BuildKit;
using Images.BuildKit.Tests.Engine;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class RegistryCacheTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_inline_cache_is_read_back_from_the_image_in_its_registry()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        var name = $"{registry.Address}/acme/cached:1";

        await IsReadBackAsync("--cache-to=type=inline", $"--cache-from={name}", image => RegistryPush.ToAsync(engine, image, name, cancel));
    }

    [Fact]
    public async Task A_cache_of_its_own_is_read_back_from_a_registry()
    {
        await engine.RequireLocalAsync();
        // Elsewhere it is refused, which the tests of attestations see.
        if ((await engine.Connection.GetInfoAsync(cancel)).IsContainerdStore)
        {
            await using var registry = await LoopbackRegistry.StartAsync(cancel);
            var cache = $"{registry.Address}/acme/cache:{{image}}-{{variant}}";
            await IsReadBackAsync($"--cache-to=type=registry,ref={cache},mode=max", $"--cache-from={cache}", _ => Task.CompletedTask);
            Assert.Contains("cached-default", await registry.GetAsync("acme/cache/tags/list", cancel), StringComparison.Ordinal);
        }
    }

    private async Task IsReadBackAsync(string to, string from, Func<string, Task> thenAsync)
    {
        using var family = new FamilyFolder();
        var mark = Guid.NewGuid().ToString();
        family.Image("cached", await images.ToolsAsync(), $"RUN : {mark}; cat /proc/sys/kernel/random/uuid > /made");
        await using var client = new BuildKitClient(engine.Connection.DialAsync);

        var first = await BuiltAndForgottenAsync(to, thenAsync);
        var without = await BuiltAndForgottenAsync("--jobs=1", _ => Task.CompletedTask);
        var with = await BuiltAndForgottenAsync(from, _ => Task.CompletedTask);

        Assert.NotEqual(first, without);
        Assert.Equal(first, with);

        async Task<IReadOnlyList<string>> BuiltAndForgottenAsync(string option, Func<string, Task> afterwardsAsync)
        {
            await using var run = await ProgramRun.ToEndAsync(family.Root, "build", option);
            Assert.True(run.ExitCode == 0, run.ToString());
            var id = family.Reported("imageId")["cached"];
            var layers = await engine.LayersAsync(id);
            await afterwardsAsync(id);
            await engine.Connection.Docker.Images.DeleteImageAsync(id, new ImageDeleteParameters { Force = true }, cancel);
            await ForgottenSteps.ForgetAsync(client, mark, cancel);
            return layers;
        }
    }
}
