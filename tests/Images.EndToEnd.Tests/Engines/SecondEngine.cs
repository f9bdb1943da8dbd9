using Docker.DotNet.Models;
using Images.Engines;

namespace Images.EndToEnd.Tests.Engines;

/// <summary>A private engine beside the one that all tests share, gone with the test.</summary>
internal sealed class SecondEngine : IAsyncDisposable
{
    private readonly string folder;
    private readonly PrivateEngine engine;

    private SecondEngine(string folder, PrivateEngine engine) => (this.folder, this.engine) = (folder, engine);

    /// <summary>Gets its address.</summary>
    public string Address => engine.Endpoint.Address.OriginalString;

    /// <summary>Starts it.</summary>
    public static async Task<SecondEngine> StartAsync(CancellationToken cancellationToken)
    {
        var host = HostEnvironment.Current();
        Assert.SkipUnless(host is { IsLinux: true, IsRoot: true }, "only root on Linux can start an engine");
        var folder = Directory.CreateTempSubdirectory("second-engine-").FullName;
        var own = host with { Variables = new Dictionary<string, string>(host.Variables) { ["XDG_STATE_HOME"] = folder } };
        var probe = new EngineProbe(TimeSpan.FromSeconds(5));
        var second = new SecondEngine(
            folder,
            new PrivateEngine(own, new HostCommands(), probe, TimeProvider.System, new Progress<string>())
        );
        try
        {
            await second.engine.StartAsync(new EngineOptions(), cancellationToken);
            return second;
        }
        catch
        {
            await second.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lists every reference that it has.</summary>
    public async Task<IReadOnlyList<string>> ReferencesAsync(CancellationToken cancellationToken)
    {
        await using var connection = new EngineConnection(engine.Endpoint);
        var images = await connection.Docker.Images.ListImagesAsync(new ImagesListParameters(), cancellationToken);
        return [.. images.SelectMany(image => image.RepoTags ?? [])];
    }

    public async ValueTask DisposeAsync()
    {
        await engine.RemoveAsync(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
