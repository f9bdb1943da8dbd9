using System.Globalization;
using Images.Building;
using Images.Engines;
using Images.Testing;

namespace Images.Reporting.Html;

/// <summary>Every failure in full, first of all.</summary>
internal static class FailureSection
{
    /// <summary>The section's name on the page.</summary>
    public const string Id = "failures";

    private const int MostFailures = 200;
    private const int MostLines = 200;
    private const int LongestLine = 1000;
    private const string NoReason = "no reason given";

    /// <summary>Tells whether there is anything to show.</summary>
    public static bool Has(RunReport report) => report.Images.Any(image => image.Built.Outcome == BuildOutcome.Failed || !image.Passed);

    /// <summary>Writes the section, if there is anything to show.</summary>
    public static void Write(HtmlWriter html, RunReport report)
    {
        if (!Has(report))
        {
            return;
        }

        html.Open("section", ("id", Id), ("aria-labelledby", "failures-title")).Line();
        html.Element("h2", "Failures", ("id", "failures-title")).Line();
        var failures = report.Images.SelectMany(Of).ToList();
        foreach (var write in failures.Take(MostFailures))
        {
            write(html);
        }

        if (failures.Count > MostFailures)
        {
            html.Element("p", $"{Amount.Count(failures.Count - MostFailures, "more failure")}: see report.json.").Line();
        }

        html.Close().Line();
    }

    private static IEnumerable<Action<HtmlWriter>> Of(TestedImage image)
    {
        var built = image.Built;
        if (built.Outcome == BuildOutcome.Failed)
        {
            yield return html => Build(html, built, built.Failure);
        }

        foreach (var verdict in image.Verdicts.Where(verdict => verdict.Outcome == TestOutcome.Failed))
        {
            yield return html =>
                Write(
                    html,
                    built.Planned.Id,
                    $"test '{verdict.Name}'",
                    verdict.Reason,
                    verdict.Location is { } place ? [place.ToString()] : [],
                    verdict.Output,
                    verdict.Reproduce
                );
        }
    }

    private static void Build(HtmlWriter html, BuiltImage built, BuildFailure? failure)
    {
        var places = new List<string>();
        if (failure?.DockerfileLine is { } line)
        {
            places.Add(string.Create(CultureInfo.InvariantCulture, $"{built.Planned.Rendered.Path}:{line}"));
        }

        if (failure?.TemplateFile is { } template)
        {
            places.Add(failure.TemplateLine is { } number ? string.Create(CultureInfo.InvariantCulture, $"{template}:{number}") : template);
        }

        Write(html, built.Planned.Id, "build", failure?.Message, places, string.Join('\n', failure?.LogTail ?? []), failure?.Reproduce);
    }

    private static void Write(
        HtmlWriter html,
        string id,
        string what,
        string? reason,
        IReadOnlyList<string> places,
        string output,
        string? reproduce
    )
    {
        html.Open("div", ("class", "failure"));
        html.Open("h3").Element("a", id, ("href", "#" + HtmlReport.Anchor(id))).Text($": {ContainerText.HarmlessLine(what)}").Close();
        html.Element("p", ContainerText.HarmlessLine(reason ?? NoReason));
        foreach (var place in places)
        {
            html.Open("p", ("class", "quiet")).Text("at ").Element("code", place).Close();
        }

        var lines = ContainerText.Tail(ContainerText.Harmless(output), MostLines, LongestLine);
        if (lines.Count > 0)
        {
            html.Element("pre", string.Join('\n', lines), ("tabindex", "0"), ("aria-label", "output"));
        }

        if (reproduce is not null)
        {
            html.Open("p", ("class", "quiet")).Text("See it again:").Close();
            html.Element("pre", ContainerText.HarmlessLine(reproduce), ("tabindex", "0"), ("aria-label", "command"));
        }

        html.Close().Line();
    }
}
