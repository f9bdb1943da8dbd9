using System.Globalization;
using Images.Building;
using Images.Engines;
using Images.Testing;

namespace Images.Reporting;

/// <summary>Tells every failure in full: where, what, the end of the output, and how to see it again.</summary>
internal static class FailureText
{
    private const int MostLines = 20;
    private const int LongestLine = 500;
    private const string NoReason = "no reason given";

    /// <summary>Tells the failures of a run.</summary>
    /// <param name="report">The run.</param>
    /// <param name="options">The layout.</param>
    /// <returns>Lines; a blank one before each failure. Empty when nothing failed.</returns>
    public static IEnumerable<string> Lines(RunReport report, ClosingOptions options)
    {
        var color = new TextColor(options.Color);
        foreach (var image in report.Images)
        {
            var id = image.Built.Planned.Id;
            if (image.Built.Outcome == BuildOutcome.Failed)
            {
                yield return string.Empty;
                yield return $"{color.Bad("FAILED")} {color.Strong(id)}: build: {ContainerText.HarmlessLine(image.Built.Failure?.Message ?? NoReason)}";
                foreach (var line in Build(image.Built, image.Built.Failure))
                {
                    yield return "  " + line;
                }
            }

            foreach (var verdict in image.Verdicts.Where(verdict => verdict.Outcome == TestOutcome.Failed))
            {
                yield return string.Empty;
                yield return $"{color.Bad("FAILED")} {color.Strong(id)}: test '{ContainerText.HarmlessLine(verdict.Name)}': {ContainerText.HarmlessLine(verdict.Reason ?? NoReason)}";
                foreach (var line in Test(verdict))
                {
                    yield return "  " + line;
                }
            }
        }

        foreach (var line in Blocked(report, color).Concat(Skipped(report, color)).Concat(Kept(report)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Skipped(RunReport report, TextColor color)
    {
        var skipped = report
            .Images.SelectMany(image => image.Verdicts, (image, verdict) => (image.Built.Planned.Id, Verdict: verdict))
            .Where(test => test.Verdict.Outcome == TestOutcome.Skipped)
            .ToList();
        if (skipped.Count > 0)
        {
            yield return string.Empty;
        }

        foreach (var (id, verdict) in skipped)
        {
            var reason = ContainerText.HarmlessLine(verdict.Reason ?? NoReason);
            yield return $"{color.Warning("skipped")} {id}: test '{ContainerText.HarmlessLine(verdict.Name)}': {reason}";
        }
    }

    private static IEnumerable<string> Kept(RunReport report)
    {
        var kept = report
            .Images.SelectMany(image => image.Verdicts, (image, verdict) => (image.Built.Planned.Id, Verdict: verdict))
            .Where(test => test.Verdict.Kept is not null)
            .ToList();
        if (kept.Count > 0)
        {
            yield return string.Empty;
        }

        foreach (var (id, verdict) in kept)
        {
            yield return $"kept {id}: test '{ContainerText.HarmlessLine(verdict.Name)}': {verdict.Kept}";
        }
    }

    private static IEnumerable<string> Build(BuiltImage built, BuildFailure? failure)
    {
        if (failure?.DockerfileLine is { } dockerfileLine)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"at {built.Planned.Rendered.Path}:{dockerfileLine}");
        }

        if (failure?.TemplateFile is { } file)
        {
            yield return failure!.TemplateLine is { } line
                ? string.Create(CultureInfo.InvariantCulture, $"from {file}:{line}")
                : $"from {file}";
        }

        foreach (var line in Quoted(string.Join('\n', failure?.LogTail ?? [])))
        {
            yield return line;
        }

        if (built.LogPath is { } log)
        {
            yield return $"log: {log}";
        }

        if (failure is not null)
        {
            yield return $"reproduce: {ContainerText.HarmlessLine(failure.Reproduce)}";
        }
    }

    private static IEnumerable<string> Test(Verdict verdict)
    {
        if (verdict.Location is { } location)
        {
            yield return $"at {location}";
        }

        foreach (var line in Quoted(verdict.Output))
        {
            yield return line;
        }

        if (verdict.Reproduce is { } reproduce)
        {
            yield return $"reproduce: {ContainerText.HarmlessLine(reproduce)}";
        }
    }

    // A bar before each line keeps output apart from what we say ourselves.
    private static IEnumerable<string> Quoted(string output) =>
        ContainerText.Tail(ContainerText.Harmless(output), MostLines, LongestLine).Select(line => ("| " + line).TrimEnd());

    private static IEnumerable<string> Blocked(RunReport report, TextColor color)
    {
        var blocked = report.Images.Where(image => image.Built.Outcome is BuildOutcome.Blocked or BuildOutcome.Skipped).ToList();
        if (blocked.Count > 0)
        {
            yield return string.Empty;
        }

        foreach (var image in blocked)
        {
            var why = image.Built.Failure?.Message ?? "a parent failed";
            var word = image.Built.Outcome == BuildOutcome.Blocked ? "BLOCKED" : "SKIPPED";
            yield return $"{color.Warning(word)} {image.Built.Planned.Id}: {ContainerText.HarmlessLine(why)}";
        }
    }
}
