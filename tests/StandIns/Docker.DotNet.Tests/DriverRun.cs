using System.Reflection;
using Images.Definitions;
using Images.Engines;

namespace StandIns.Docker;

/// <summary>Runs the driver once against an engine; its transcripts are then compared one by one.</summary>
public sealed class DriverRun : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("docker-dotnet-").FullName;

    /// <summary>The engine's version.</summary>
    public string Version { get; private set; } = "";

    public string Transcript(string name) => File.ReadAllText(Path.Combine(folder, name));

    public async ValueTask InitializeAsync()
    {
        const string Base = "debian:bookworm-slim";
        var silent = new Progress<string>();
        var host = HostEnvironment.Current();
        var endpoint = await EngineFinder.For(host, silent).FindAsync(new EngineOptions(), CancellationToken.None);
        await using var engine = new EngineConnection(endpoint);
        Version = (await engine.GetInfoAsync(CancellationToken.None)).Version;
        var bases = new BaseImages(engine, host, new HostCommands(), TimeProvider.System, silent);
        await bases.EnsureAsync(Base, new BootstrapRecipe("debian", "bookworm", null), CancellationToken.None);

        Environment.SetEnvironmentVariable("DOCKER_HOST", endpoint.Address.OriginalString);
        Environment.SetEnvironmentVariable("CORPORA_BASE", Base);
        var program = Assembly.Load("Docker.DotNet.Driver").EntryPoint!;
        await Task.Run(() => program.Invoke(null, [new[] { folder }]));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
