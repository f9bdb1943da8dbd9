using Images.Definitions;
using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>Runs the checks that every image gets without a word in its definition.</summary>
/// <param name="runner">Runs containers.</param>
/// <param name="reader">Reads images.</param>
/// <param name="clock">Measures.</param>
public sealed class BuiltInCheck(IContainerRunner runner, IImageReader reader, TimeProvider clock)
{
    private const string SeeOverride = $"no command could be run: see '{BuiltInTests.CommandCanBeOverridden}'";

    private static CheckResult NoShell { get; } = CheckResult.Skipped("the image has no /bin/sh");

    /// <summary>Checks one image.</summary>
    /// <param name="imageId">The id of the very image that was built.</param>
    /// <param name="variant">Its definition.</param>
    /// <param name="cancellationToken">Kills and removes what runs.</param>
    /// <returns>One verdict a name of <see cref="BuiltInTests.Names"/>, in that order; without those of limits that are not set.</returns>
    public async Task<IReadOnlyList<Verdict>> RunAsync(string imageId, Variant variant, CancellationToken cancellationToken)
    {
        var results = new Dictionary<string, (CheckResult Result, TimeSpan Time, string? Reproduce)>(StringComparer.Ordinal);
        try
        {
            var facts = await reader.InspectAsync(imageId, cancellationToken);
            if (!Skips(variant).ContainsKey(BuiltInTests.NoPasswords))
            {
                await PasswordsAsync(results, imageId, cancellationToken);
            }

            await ProbeAsync(results, imageId, facts, cancellationToken);
            var inspect = $"docker image inspect {imageId}";
            var definition = $"images/{variant.Image}/image.yaml";
            results[BuiltInTests.Size] = (LimitCheck.Size(variant.Limits, facts, definition), TimeSpan.Zero, inspect);
            results[BuiltInTests.Layers] = (LimitCheck.Layers(variant.Limits, facts, definition), TimeSpan.Zero, inspect);
        }
        catch (EngineException error)
        {
            var failed = CheckResult.Failed($"the image could not be read: {ContainerText.HarmlessLine(error.Message)}");
            foreach (var name in BuiltInTests.Names)
            {
                results.TryAdd(name, (failed, TimeSpan.Zero, null));
            }
        }

        return Verdicts(variant, results);
    }

    private static List<Verdict> Verdicts(
        Variant variant,
        Dictionary<string, (CheckResult Result, TimeSpan Time, string? Reproduce)> results
    )
    {
        var skips = Skips(variant);
        var verdicts = new List<Verdict>();
        foreach (var name in BuiltInTests.Names)
        {
            if (skips.TryGetValue(name, out var skip))
            {
                verdicts.Add(new(name, TestOutcome.Skipped, skip.SkipReason, string.Empty, TimeSpan.Zero, skip.Location, null));
                continue;
            }

            // A limit that nobody set is no test.
            if (
                (name == BuiltInTests.Size && variant.Limits.Size is null) || (name == BuiltInTests.Layers && variant.Limits.Layers is null)
            )
            {
                continue;
            }

            var (result, time, reproduce) = results[name];
            var told = result.Outcome == TestOutcome.Skipped ? null : reproduce;
            verdicts.Add(new(name, result.Outcome, result.Reason, result.Output, time, result.Location, told));
        }

        return verdicts;
    }

    private static Dictionary<string, TestDefinition> Skips(Variant variant) =>
        variant
            .Tests.Where(test => test.SkipReason is not null)
            .GroupBy(test => test.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    private async Task PasswordsAsync(
        Dictionary<string, (CheckResult Result, TimeSpan Time, string? Reproduce)> results,
        string imageId,
        CancellationToken cancellationToken
    )
    {
        var started = clock.GetTimestamp();
        string[] paths = [PasswordCheck.ShadowPath, PasswordCheck.PasswdPath];
        var files = await reader.ReadFilesAsync(imageId, paths, PasswordCheck.FileLimit, cancellationToken);
        var show = TestContainer.Of(imageId, ["cut", "-d:", "-f1,2", PasswordCheck.ShadowPath]) with { User = "0" };
        results[BuiltInTests.NoPasswords] = (
            PasswordCheck.Check(files.GetValueOrDefault(PasswordCheck.ShadowPath), files.GetValueOrDefault(PasswordCheck.PasswdPath)),
            clock.GetElapsedTime(started),
            DockerCommandLine.For(show)
        );
    }

    private async Task ProbeAsync(
        Dictionary<string, (CheckResult Result, TimeSpan Time, string? Reproduce)> results,
        string imageId,
        ImageFacts facts,
        CancellationToken cancellationToken
    )
    {
        var program = facts.Entrypoint.Concat(facts.Command).FirstOrDefault();
        var spec = Probe.Container(imageId, program is null ? [] : [program]);
        var started = clock.GetTimestamp();
        var (overridden, report) = await OverrideAsync(spec, cancellationToken);
        var time = clock.GetElapsedTime(started);
        var skipped = CheckResult.Skipped(overridden.Outcome == TestOutcome.Skipped ? overridden.Reason! : SeeOverride);
        results[BuiltInTests.CommandCanBeOverridden] = (overridden, time, Line(imageId, "true"));
        results[BuiltInTests.ClockIsUtc] = (report is null ? skipped : ProbeChecks.Clock(report), TimeSpan.Zero, Line(imageId, "date +%Z"));
        results[BuiltInTests.SharedLibraries] = (
            report is null ? skipped : ProbeChecks.Libraries(report),
            TimeSpan.Zero,
            Line(imageId, $"ldd \"$(command -v {DockerCommandLine.Quote(program ?? "sh")})\"")
        );
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

    private static string Line(string imageId, string command) =>
        DockerCommandLine.For(TestContainer.Of(imageId, ["/bin/sh", "-c", command]));
}
