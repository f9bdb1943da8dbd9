using System.Diagnostics;
using System.Globalization;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class CancelledBuildTests(SharedEngine engine)
{
    [Fact]
    public async Task Ctrl_c_cancels_the_running_step_on_the_engine_and_exits_130()
    {
        await engine.RequireLocalAsync();
        var seconds = System.Security.Cryptography.RandomNumberGenerator.GetInt32(100_000, 999_999).ToString(CultureInfo.InvariantCulture);
        using var family = new FamilyFolder();
        family.Image("slow", "debian:bookworm-slim", $"RUN echo it-runs && exec sleep {seconds}");

        await using var run = ProgramRun.Start(family.Root, "--progress=plain");
        await run.ErrorsHoldAsync("| it-runs");
        await UntilAsync(() => IsRunning(seconds), TimeSpan.FromSeconds(10));
        using (var kill = Process.Start("kill", ["-INT", run.ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await UntilAsync(() => !IsRunning(seconds), TimeSpan.FromSeconds(2));
        await run.EndAsync();
        Assert.True(run.ExitCode == 130, run.ToString());
        Assert.Contains("cancelled", run.ToString(), StringComparison.Ordinal);
        Assert.Empty(await engine.LeftBehindAsync(run.ProcessId));
    }

    private static bool IsRunning(string seconds) =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Any(folder => CommandLine(folder).StartsWith($"sleep\0{seconds}\0", StringComparison.Ordinal));

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static async Task UntilAsync(Func<bool> condition, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < limit, $"not so after {limit}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
