using System.Reflection;

namespace StandIns.GitHub;

/// <summary>Runs the driver once against its own fake on loopback; its transcripts are then compared one by one.</summary>
public sealed class DriverRun : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("octokit-").FullName;

    /// <summary>What the driver wrote.</summary>
    public string Transcript(string name) => File.ReadAllText(Path.Combine(folder, name));

    public async ValueTask InitializeAsync()
    {
        var program = Assembly.Load("Octokit.Driver").EntryPoint!;
        await Task.Run(() => program.Invoke(null, [new[] { folder }]));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
