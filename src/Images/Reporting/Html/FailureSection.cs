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
        var failures = report
            .Images.SelectMany(Of)
            .GroupBy(failure => (failure.What, failure.Reason, failure.Place))
            .Select(group => group.ToList())
            .ToList();
        foreach (var same in failures.Take(MostFailures))
        {
            Write(html, same[0], [.. same.Skip(1).Select(failure => failure.Id)]);
        }

        if (failures.Count > MostFailures)
        {
            html.Element("p", $"{Amount.Count(failures.Count - MostFailures, "more failure")}: see report.json.").Line();
        }

        html.Close().Line();
    }

    private static IEnumerable<Failure> Of(TestedImage image)
    {
        var built = image.Built;
        if (built.Outcome == BuildOutcome.Failed)
        {
            yield return Build(built, built.Failure);
        }

        foreach (var verdict in image.Verdicts.Where(verdict => verdict.Outcome == TestOutcome.Failed))
        {
            var place = verdict.Location?.ToString() ?? string.Empty;
            yield return new Failure(built.Planned.Id, $"test '{verdict.Name}'", verdict.Reason, place, verdict.Output, verdict.Reproduce);
        }
    }

    private static Failure Build(BuiltImage built, BuildFailure? failure)
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

        var output = string.Join('\n', failure?.LogTail ?? []);
        return new Failure(built.Planned.Id, "build", failure?.Message, string.Join(", ", places), output, failure?.Reproduce);
    }

    private static void Write(HtmlWriter html, Failure failure, IReadOnlyList<string> others)
    {
        html.Open("div", ("class", "failure"));
        html.Open("h3");
        Link(html, failure.Id);
        html.Text($": {ContainerText.HarmlessLine(failure.What)}").Close();
        html.Element("p", ContainerText.HarmlessLine(failure.Reason ?? NoReason));
        if (failure.Place.Length > 0)
        {
            html.Open("p", ("class", "quiet")).Text("at ").Element("code", failure.Place).Close();
        }

        var lines = ContainerText.Tail(ContainerText.Harmless(failure.Output), MostLines, LongestLine);
        if (lines.Count > 0)
        {
            html.Element("pre", string.Join('\n', lines), ("tabindex", "0"), ("role", "region"), ("aria-label", "output"));
        }

        if (failure.Reproduce is { } reproduce)
        {
            html.Element("p", "See it again:", ("class", "quiet"));
            html.Element("pre", ContainerText.HarmlessLine(reproduce), ("tabindex", "0"), ("role", "region"), ("aria-label", "command"));
        }

        if (others.Count > 0)
        {
            html.Open("p").Text($"The same on {Amount.Count(others.Count, "more image")}: ");
            foreach (var (index, other) in others.Index())
            {
                html.Text(index > 0 ? ", " : string.Empty);
                Link(html, other);
            }

            html.Close();
        }

        html.Close().Line();
    }

    private static void Link(HtmlWriter html, string id) => html.Element("a", id, ("href", "#" + HtmlReport.Anchor(id)));

    private sealed record Failure(string Id, string What, string? Reason, string Place, string Output, string? Reproduce);
}
