using System.Diagnostics;
using Images.Definitions;
using Images.Jobs.Staging;

namespace Images.Tests.Jobs.Staging;

/// <summary>A set-up that this machine's shell runs in a folder of its own.</summary>
internal sealed class SetupTrial : IDisposable
{
    public const string Mark = "images-mark";

    private readonly string folder = Directory.CreateTempSubdirectory("images-setup-").FullName;

    public string Setup => Path.Combine(folder, "setup");

    public string Stages => File.Exists(StagesFile) ? File.ReadAllText(StagesFile).Trim() : "none";

    private string StagesFile => Path.Combine(folder, "state", "stages");

    public static SetupScript Read(string text)
    {
        var errors = new DefinitionErrors();
        var script = SetupScript.Read(SetupScript.FileName, text, errors);
        errors.ThrowIfAny();
        return script;
    }

    /// <summary>Runs a script as a container would; what it writes comes back without empty lines.</summary>
    public (int ExitCode, string Output) Run(string text, bool pauses = false, string? probe = null)
    {
        var script = Read(text);
        File.WriteAllText(Path.Combine(folder, SetupPrelude.FileName), SetupPrelude.Text);
        File.WriteAllText(Path.Combine(folder, SetupScript.FileName), script.Watched);
        var start = new ProcessStartInfo(script.Shell, [Path.Combine(folder, SetupPrelude.FileName)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[SetupPrelude.Mark] = Mark;
        start.Environment[SetupPrelude.State] = Path.Combine(folder, "state");
        start.Environment[SetupPrelude.Script] = Path.Combine(folder, SetupScript.FileName);
        start.Environment[SetupPrelude.PauseBehind] = pauses ? $"{script.Stages.Count}" : "";
        start.Environment[SetupPrelude.Probe] = probe ?? "";
        start.Environment[SetupPrelude.Folder] = Setup;
        using var shell = Process.Start(start)!;
        shell.ErrorDataReceived += static (_, _) => { };
        shell.BeginErrorReadLine();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (shell.ExitCode, string.Join('\n', lines));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
