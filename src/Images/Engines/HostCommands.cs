using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Images.Engines;

/// <summary>Runs programs as child processes.</summary>
public sealed class HostCommands : IHostCommands
{
    private const int Limit = 64 << 10;
    private static readonly string[] AdministratorFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <inheritdoc />
    public string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(AdministratorFolders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <inheritdoc />
    public async Task<HostCommandResult> RunAsync(HostCommand command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Find(command.Program) ?? command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        var output = ReadAsync(process.StandardOutput, command.Lines, cancellationToken);
        var error = ReadAsync(process.StandardError, command.Lines, cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new HostCommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new EngineException($"{start.FileName}: could not be started");
        }
        catch (Win32Exception e)
        {
            throw new EngineException($"{start.FileName}: could not be started: {e.Message}; is it installed?", e);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, IProgress<string>? lines, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lines?.Report(line);
            text.Append(line).Append('\n');
            if (text.Length > 2 * Limit)
            {
                text.Remove(0, text.Length - Limit);
            }
        }

        return text.Length <= Limit ? text.ToString() : text.ToString(text.Length - Limit, Limit);
    }
}
