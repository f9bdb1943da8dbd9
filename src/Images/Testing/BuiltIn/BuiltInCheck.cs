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
            await using var files = await reader.OpenAsync(new ContainerSpec(imageId));
            await AccountsAsync(results, imageId, facts, files, Skips(variant).Keys, cancellationToken);
            await ProbeAsync(results, imageId, facts, files, cancellationToken);
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

    private async Task AccountsAsync(
        Dictionary<string, (CheckResult Result, TimeSpan Time, string? Reproduce)> results,
        string imageId,
        ImageFacts facts,
        IImageFiles files,
        IReadOnlyCollection<string> skipped,
        CancellationToken cancellationToken
    )
    {
        var started = clock.GetTimestamp();
        var passwd = await ContentAsync(PasswordCheck.PasswdPath);
        if (!skipped.Contains(BuiltInTests.NoPasswords))
        {
            var show = TestContainer.Of(imageId, ["cut", "-d:", "-f1,2", PasswordCheck.ShadowPath]) with { User = "0" };
            var shadow = await ContentAsync(PasswordCheck.ShadowPath);
            results[BuiltInTests.NoPasswords] = (
                PasswordCheck.Check(shadow, passwd),
                clock.GetElapsedTime(started),
                DockerCommandLine.For(show)
            );
        }

        var group = facts.User.Contains(':', StringComparison.Ordinal) ? await ContentAsync(UserCheck.GroupPath) : null;
        results[BuiltInTests.UserExists] = (UserCheck.Check(facts.User, passwd, group), TimeSpan.Zero, Line(imageId, "id"));
        if (!skipped.Contains(BuiltInTests.Leftovers))
        {
            var looked = clock.GetTimestamp();
            var left = await LeftoverFiles.FindAsync(files, UserCheck.Homes(passwd), cancellationToken);
            results[BuiltInTests.Leftovers] = (TreeChecks.Leftovers(left), clock.GetElapsedTime(looked), null);
        }

        async Task<byte[]?> ContentAsync(string path) =>
            await FollowedLinks.ReadAsync(files, path, PasswordCheck.FileLimit, cancellationToken) is { IsRegular: true } file
                ? file.Content.ToArray()
                : null;
    }

    private async Task ProbeAsync(
        Dictionary<string, (CheckResult Result, TimeSpan Time, string? Reproduce)> results,
        string imageId,
        ImageFacts facts,
        IImageFiles files,
        CancellationToken cancellationToken
    )
    {
        var program = facts.Entrypoint.Concat(facts.Command).FirstOrDefault();
        var folders = Folders(facts, program).ToList();
        var spec = Probe.Container(imageId, program is null ? [] : [program], folders);
        var started = clock.GetTimestamp();
        var (overridden, report) = await OverrideAsync(spec, cancellationToken);
        var time = clock.GetElapsedTime(started);
        var skipped = CheckResult.Skipped(overridden.Outcome == TestOutcome.Skipped ? overridden.Reason! : SeeOverride);
        results[BuiltInTests.CommandCanBeOverridden] = (overridden, time, Line(imageId, "true"));
        await TreeAsync(results, facts, folders, report, files, cancellationToken);
        results[BuiltInTests.ClockIsUtc] = (report is null ? skipped : ProbeChecks.Clock(report), TimeSpan.Zero, Line(imageId, "date +%Z"));
        results[BuiltInTests.SharedLibraries] = (
            report is null ? skipped : ProbeChecks.Libraries(report),
            TimeSpan.Zero,
            Line(imageId, $"ldd \"$(command -v {DockerCommandLine.Quote(program ?? "sh")})\"")
        );
    }

    // What the image declares: where it starts, and where its program lies. The folders of PATH come from the probe's own environment.
    private static IEnumerable<string> Folders(ImageFacts facts, string? program) =>
        new[] { facts.Workdir, program?.LastIndexOf('/') is > 0 and var slash ? program[..slash] : "" }
            .Where(static folder => folder.StartsWith('/') && folder != "/" && !folder.Contains(':', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

    private static async Task TreeAsync(
        Dictionary<string, (CheckResult Result, TimeSpan Time, string? Reproduce)> results,
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

        var tooLarge = CheckResult.Skipped(
            "the image lacks what it is looked at with, /bin/sh and find, and is too large to be read from outside"
        );
        results[BuiltInTests.BrokenLinks] = (broken is null ? tooLarge : TreeChecks.Links(broken), TimeSpan.Zero, null);
        results[BuiltInTests.WorldWritable] = (writable is null ? tooLarge : TreeChecks.Writable(writable), TimeSpan.Zero, null);
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
