using System.Diagnostics;
using System.Text;

namespace Images.EndToEnd.Tests;

/// <summary>One run of the build program as a user starts it.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private ProgramRun(Process process) => this.process = process;

    public int ProcessId => process.Id;

    public string Output => Read(output);

    public string Errors => Read(errors);

    /// <summary>The lines of standard error without those that say which Dockerfiles were written.</summary>
    public IEnumerable<string> Complaints =>
        Errors
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("wrote ", StringComparison.Ordinal) && !line.StartsWith("rendered ", StringComparison.Ordinal));

    public int ExitCode => process.ExitCode;

    /// <summary>Starts the program; nothing of the test runner's own environment reaches it but the engine.</summary>
    public static ProgramRun Start(string folder, params string[] arguments) => Start(folder, [], arguments);

    /// <summary>Runs the program to its end as a step of a GitHub workflow.</summary>
    public static async Task<ProgramRun> InWorkflowAsync(string folder, params string[] arguments)
    {
        var run = Start(folder, new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" }, arguments);
        await run.EndAsync();
        return run;
    }

    /// <summary>Runs the program to its end with more variables than the test runner's own.</summary>
    public static async Task<ProgramRun> WithAsync(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var run = Start(folder, environment, arguments);
        await run.EndAsync();
        return run;
    }

    /// <summary>Starts the program with more variables than the test runner's own.</summary>
    public static ProgramRun StartWith(string folder, Dictionary<string, string> environment, params string[] arguments) =>
        Start(folder, environment, arguments);

    /// <summary>Ends the program with SIGKILL.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndAsync();
    }

    private static ProgramRun Start(string folder, Dictionary<string, string> environment, string[] arguments)
    {
        // A folder that `dotnet publish build -o` filled; else the program is run as `dotnet run` does.
        var published = Environment.GetEnvironmentVariable("IMAGES_TEST_PROGRAM");
        var (command, program) = published is { Length: > 0 }
            ? (Path.Combine(published, "build"), Array.Empty<string>())
            : ("dotnet", [Path.Combine(AppContext.BaseDirectory, "build.dll")]);
        var start = new ProcessStartInfo(command, [.. program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in new[] { "GITHUB_ACTIONS", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "CI", "FORCE_COLOR" })
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var run = new ProgramRun(new Process { StartInfo = start });
        run.process.OutputDataReceived += (_, line) => run.Append(run.output, line.Data);
        run.process.ErrorDataReceived += (_, line) => run.Append(run.errors, line.Data);
        run.process.Start();
        run.process.BeginOutputReadLine();
        run.process.BeginErrorReadLine();
        run.process.StandardInput.Close();
        return run;
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ProgramRun> ToEndAsync(string folder, params string[] arguments)
    {
        var run = Start(folder, arguments);
        await run.EndAsync();
        return run;
    }

    public Task EndAsync() => process.WaitForExitAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until standard error holds a text.</summary>
    public async Task ErrorsHoldAsync(string text)
    {
        while (!Errors.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(process.HasExited, $"ended with {(process.HasExited ? process.ExitCode : 0)} before '{text}':\n{Errors}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Finds what the closing table says of an image.</summary>
    public string OutcomeOf(string id)
    {
        var row = Output.Split('\n').FirstOrDefault(line => line.StartsWith(id + " ", StringComparison.Ordinal));
        Assert.True(row is not null, $"no row of {id}:\n{this}");
        return new[] { "up to date", "published", "built", "failed", "blocked", "skipped", "cancelled" }.First(word =>
            row[id.Length..].TrimStart().StartsWith(word, StringComparison.Ordinal)
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    public override string ToString() => $"exit {process.ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Errors}";

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            if (line is not null)
            {
                text.Append(line).Append('\n');
            }
        }
    }
}
