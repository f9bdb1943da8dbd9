using Images.Definitions;
using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>The checks that look at an image from inside: one container for all of them.</summary>
/// <param name="runner">Runs containers.</param>
/// <param name="clock">Measures.</param>
internal sealed class InsideChecks(IContainerRunner runner, TimeProvider clock)
{
    private const string SeeOverride = $"no command could be run: see '{BuiltInTests.CommandCanBeOverridden}'";

    private static CheckResult NoShell { get; } = CheckResult.Skipped("the image has no /bin/sh");

    private static CheckResult TooLarge { get; } =
        CheckResult.Skipped("the image lacks what it is looked at with, /bin/sh and find, and is too large to be read from outside");

    /// <summary>Runs the container, unless none of its checks is wanted.</summary>
    /// <param name="results">Where what they find goes.</param>
    /// <param name="imageId">The image.</param>
    /// <param name="facts">Its configuration.</param>
    /// <param name="files">Its files, for an image in which nothing can be run.</param>
    /// <param name="cancellationToken">Kills and removes what runs.</param>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task RunAsync(
        CheckResults results,
        string imageId,
        ImageFacts facts,
        IImageFiles files,
        CancellationToken cancellationToken
    )
    {
        var wantsTree = results.Want(BuiltInTests.BrokenLinks, BuiltInTests.WorldWritable);
        if (!wantsTree && !results.Want(BuiltInTests.CommandCanBeOverridden, BuiltInTests.ClockIsUtc, BuiltInTests.SharedLibraries))
        {
            return;
        }

        var program = facts.Entrypoint.Concat(facts.Command).FirstOrDefault();
        var folders = Folders(facts, program).ToList();
        var spec = Probe.Container(imageId, program is null ? [] : [program], folders);
        var started = clock.GetTimestamp();
        var (overridden, report) = await OverrideAsync(spec, cancellationToken);
        var time = clock.GetElapsedTime(started);
        results.Add(BuiltInTests.CommandCanBeOverridden, overridden, time, DockerCommandLine.ForShell(imageId, "true"));
        var skipped = CheckResult.Skipped(overridden.Outcome == TestOutcome.Skipped ? overridden.Reason! : SeeOverride);
        results.Add(
            BuiltInTests.ClockIsUtc,
            report is null ? skipped : ProbeChecks.Clock(report),
            reproduce: DockerCommandLine.ForShell(imageId, "date +%Z")
        );
        results.Add(
            BuiltInTests.SharedLibraries,
            report is null ? skipped : ProbeChecks.Libraries(report),
            reproduce: DockerCommandLine.ForShell(imageId, $"ldd \"$(command -v {DockerCommandLine.Quote(program ?? "sh")})\"")
        );
        if (wantsTree)
        {
            await TreeAsync(results, facts, folders, report, files, cancellationToken);
        }
    }

    // What the image declares: where it starts, and where its program lies. The folders of PATH come from the probe's own environment.
    private static IEnumerable<string> Folders(ImageFacts facts, string? program) =>
        new[] { facts.Workdir, program?.LastIndexOf('/') is > 0 and var slash ? program[..slash] : "" }
            .Where(static folder => folder.StartsWith('/') && folder != "/" && !folder.Contains(':', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

    private static async Task TreeAsync(
        CheckResults results,
        ImageFacts facts,
        IReadOnlyList<string> folders,
        ProbeReport? report,
        IImageFiles files,
        CancellationToken cancellationToken
    )
    {
        var (broken, writable) = (report?.BrokenLinks, report?.WorldWritable);
        if ((broken is null || writable is null) && facts.Size <= TreeLook.MostBytes)
        {
            var path = facts.Environment.GetValueOrDefault("PATH", string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries);
            var seen = await TreeLook.RunAsync(files, [.. path, .. folders], cancellationToken);
            (broken, writable) = (broken ?? seen.BrokenLinks, writable ?? seen.WorldWritable);
        }

        results.Add(BuiltInTests.BrokenLinks, broken is null ? TooLarge : TreeChecks.Links(broken));
        results.Add(BuiltInTests.WorldWritable, writable is null ? TooLarge : TreeChecks.Writable(writable));
    }

    private async Task<(CheckResult Overridden, ProbeReport? Report)> OverrideAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runner.RunAsync(spec, null, cancellationToken);
            var report = ProbeReport.Read(result.Output);
            if (report.Started)
            {
                return (CheckResult.Passed, report);
            }

            if (LacksShell(result.Error))
            {
                return (NoShell, null);
            }

            var how = result.TimedOut ? "it was killed at its timeout" : $"it ended with exit code {ExitCodeMeaning.Tell(result.ExitCode)}";
            return (CheckResult.Failed($"/bin/sh was given as command and did not run: {how}", TestOutput.Of(result)), null);
        }
        catch (EngineException error) when (LacksShell(error.Message))
        {
            return (NoShell, null);
        }
        catch (EngineException error)
        {
            return (CheckResult.Failed(ContainerText.HarmlessLine(error.Message)), null);
        }
    }

    // Said by the engine when the container is started, or by its init process on stderr.
    private static bool LacksShell(string message) =>
        message.Contains("/bin/sh", StringComparison.Ordinal)
        && (
            message.Contains("no such file", StringComparison.OrdinalIgnoreCase)
            || message.Contains("not found", StringComparison.OrdinalIgnoreCase)
        );
}
