using System.Diagnostics;

namespace Images.Benchmarks.Measuring;

/// <summary>Runs a program to its end and measures it as a whole.</summary>
internal static class ProgramRun
{
    /// <summary>Runs a program; nothing else may be started meanwhile, or its processor time is counted in.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="engine">What it finds in DOCKER_HOST.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="environment">More for its environment.</param>
    /// <returns>What it took.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has the end of what it said.</exception>
    public static async Task<Measured> MeasureAsync(
        string folder,
        string engine,
        IReadOnlyList<string> command,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOCKER_HOST"] = engine, ["BUILDKIT_PROGRESS"] = "plain" },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var before = ChildUsage.Cpu();
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var ended = EndAsync();
        var peak = await PeakMemory.WatchAsync(process.Id, ended);
        var wall = await ended;
        if (process.ExitCode != 0)
        {
            var said = string.Join('\n', ((await errors) + (await output)).Split('\n').TakeLast(20));
            throw new InvalidOperationException($"{string.Join(' ', command)}: exit code {process.ExitCode}\n{said}");
        }

        return new Measured(wall, ChildUsage.Cpu() - before, peak);

        async Task<TimeSpan> EndAsync()
        {
            await process.WaitForExitAsync(cancellationToken);
            return Stopwatch.GetElapsedTime(started);
        }
    }
}
