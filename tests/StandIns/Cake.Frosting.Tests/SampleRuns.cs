using System.Diagnostics;

namespace Cake.Frosting.Tests;

/// <summary>Runs the sample programs of all transcripts, two at a time.</summary>
public sealed class SampleRuns : IDisposable
{
    private readonly SemaphoreSlim _places = new(2);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Task<Outcome>> _runs;

    public SampleRuns() =>
        _runs = TranscriptCase.Names.ToDictionary(
            name => name,
            name => RunAsync(new TranscriptCase(name), _stop.Token),
            StringComparer.Ordinal
        );

    internal Task<Outcome> Outcome(string name) => _runs[name];

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _places.Dispose();
    }

    private async Task<Outcome> RunAsync(TranscriptCase transcript, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        var directory = Directory.CreateTempSubdirectory("frosting-");
        try
        {
            transcript.WriteFiles(directory.FullName);
            using var process = Process.Start(Command(transcript, directory.FullName))!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return Tests.Outcome.From(process.ExitCode, await output, await error, directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
            _places.Release();
        }
    }

    private static ProcessStartInfo Command(TranscriptCase transcript, string directory)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "dumb";
        foreach (var variable in transcript.Environment)
        {
            var cut = variable.IndexOf('=', StringComparison.Ordinal);
            start.Environment[variable[..cut]] = variable[(cut + 1)..];
        }

        start.ArgumentList.Add(Program(transcript.Sample));
        foreach (var argument in transcript.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static bool IsOurs(string variable) =>
        variable.StartsWith("CAKE_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("SAMPLE_", StringComparison.OrdinalIgnoreCase);

    // Samples are built beside the tests: Samples/NAME/bin/CONFIGURATION/FRAMEWORK/*.dll.
    private static string Program(string sample)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = output.Parent!.Parent!.Parent!;
        var bin = Path.Combine(tests.FullName, "Samples", sample, "bin", output.Parent.Name, output.Name);
        return Path.ChangeExtension(Directory.GetFiles(bin, "*.runtimeconfig.json").Single(), null)
            .Replace(".runtimeconfig", ".dll", StringComparison.Ordinal);
    }
}
