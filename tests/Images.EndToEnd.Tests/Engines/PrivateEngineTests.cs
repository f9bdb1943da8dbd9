using Images.Engines;

namespace Images.EndToEnd.Engines;

[Trait("Category", "Engine")]
public sealed class PrivateEngineTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("private-engine-").FullName;
    private PrivateEngine? engine;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_private_engine_starts_is_found_again_and_leaves_nothing_when_it_is_removed()
    {
        var host = HostEnvironment.Current();
        Assert.SkipUnless(host is { IsLinux: true, IsRoot: true }, "only root on Linux can start an engine");
        var token = TestContext.Current.CancellationToken;
        var own = host with { Variables = new Dictionary<string, string>(host.Variables) { ["XDG_STATE_HOME"] = folder } };
        var probe = new EngineProbe(TimeSpan.FromSeconds(5));
        engine = new PrivateEngine(own, new HostCommands(), probe, TimeProvider.System, new Progress<string>());

        var endpoint = await engine.StartAsync(new EngineOptions(), token);
        var again = await engine.StartAsync(new EngineOptions(), token);

        Assert.Equal(EngineSource.Private, endpoint.Source);
        Assert.Equal(endpoint, again);
        await using (var connection = new EngineConnection(endpoint))
        {
            Assert.NotEmpty((await connection.GetInfoAsync(token)).Version);
        }

        Assert.True(await engine.StopAsync(token));
        Assert.NotNull(await probe.PingAsync(endpoint, token));
        Assert.False(await engine.StopAsync(token));
        await engine.RemoveAsync(token);
        Assert.False(Directory.Exists(Path.Combine(folder, "images", "engine")));
        Assert.DoesNotContain(folder, await File.ReadAllTextAsync("/proc/self/mountinfo", token), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.RemoveAsync(CancellationToken.None);
        }

        Directory.Delete(folder, recursive: true);
    }
}
