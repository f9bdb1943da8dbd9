using System.Reflection;
using Images.EngineTests;

namespace StandIns.Docker;

/// <summary>Runs the driver once against an engine; its transcripts are then compared one by one.</summary>
public sealed class DriverRun : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("docker-dotnet-").FullName;

    /// <summary>The engine's version.</summary>
    public string Version { get; private set; } = "";

    private string? whyNot;

    /// <summary>What the driver wrote; skips the test where there is no engine.</summary>
    public string Transcript(string name)
    {
        Assert.SkipWhen(whyNot is not null, $"no engine: {whyNot}");
        return File.ReadAllText(Path.Combine(folder, name));
    }

    public async ValueTask InitializeAsync()
    {
        await using var shared = new SharedEngine();
        await shared.InitializeAsync();
        whyNot = shared.WhyNot ?? await shared.WhyNoBaseAsync(CancellationToken.None);
        if (whyNot is not null)
        {
            return;
        }

        Version = (await shared.Connection.GetInfoAsync(CancellationToken.None)).Version;
        Environment.SetEnvironmentVariable("DOCKER_HOST", shared.Connection.Endpoint.Address.OriginalString);
        Environment.SetEnvironmentVariable("CORPORA_BASE", SharedEngine.BaseName);
        var program = Assembly.Load("Docker.DotNet.Driver").EntryPoint!;
        await Task.Run(() => program.Invoke(null, [new[] { folder }]));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
