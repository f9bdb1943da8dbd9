using System.Globalization;
using Images.Building;
using Images.Testing;

namespace Images.Reporting.Html;

/// <summary>When each image was built, step by step.</summary>
internal static class TimelineSection
{
    /// <summary>The section's name on the page.</summary>
    public const string Id = "timeline";

    private const int MostRows = 100;
    private const int MostSteps = 60;
    private const int RowHeight = 24;
    private const int Top = 22;
    private const double NamePart = 22;
    private const double EndPart = 8;

    /// <summary>Tells whether anything was built.</summary>
    public static bool Has(RunReport report) => Rows(report).Any();

    /// <summary>Writes the section, if anything was built.</summary>
    public static void Write(HtmlWriter html, RunReport report)
    {
        var all = Rows(report).ToList();
        if (all.Count == 0)
        {
            return;
        }

        var rows = all.OrderByDescending(row => row.Timing.Duration).Take(MostRows).OrderBy(row => row.Timing.Start).ToList();
        var end = rows.Max(row => row.Timing.Start + row.Timing.Duration).TotalSeconds;
        html.Open("section", ("id", Id), ("aria-labelledby", "timeline-title")).Line();
        html.Element("h2", "Timeline", ("id", "timeline-title")).Line();
        var height = Top + (rows.Count * RowHeight);
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "timeline-title"));
        html.Open(
                "svg",
                ("class", "chart"),
                ("role", "img"),
                ("aria-label", $"When {Amount.Count(rows.Count, "image")} were built; the table below says the same"),
                ("height", Number(height))
            )
            .Line();
        Axis(html, end, height);
        foreach (var (index, row) in rows.Index())
        {
            Row(html, row, Top + (index * RowHeight), end);
        }

        html.Close().Close().Line();
        html.Own(
            "<ul class=\"legend\"><li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" class=\"whole\"></rect></svg>all of the build</li><li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" class=\"run\"></rect></svg>step that ran</li>"
                + "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" class=\"kept\"></rect></svg>from the cache</li>"
                + "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" class=\"failed\"></rect></svg>failed</li></ul>\n"
        );
        if (all.Count > rows.Count)
        {
            html.Element("p", $"{Amount.Count(all.Count - rows.Count, "quicker image")} not shown.", ("class", "quiet")).Line();
        }

        Steps(html, rows);
        html.Close().Line();
    }

    private static IEnumerable<(TestedImage Image, TimedBuild Timing)> Rows(RunReport report) =>
        report
            .Images.Select(image => (Image: image, report.DetailsOf(image).Timing))
            .Where(row => row.Timing is not null && row.Image.Built.Outcome is BuildOutcome.Built or BuildOutcome.Failed)
            .Select(row => (row.Image, row.Timing!));

    private static void Axis(HtmlWriter html, double end, int height)
    {
        foreach (var tick in Ticks(end))
        {
            var x = Place(tick, end);
            html.Void("line", ("class", "axis"), ("x1", x), ("x2", x), ("y1", Number(Top - 4)), ("y2", Number(height))).Own("</line>");
            html.Element(
                "text",
                Quantity.Duration(TimeSpan.FromSeconds(tick)),
                ("class", "tick"),
                ("x", x),
                ("y", "12"),
                ("text-anchor", "middle")
            );
        }

        html.Line();
    }

    private static void Row(HtmlWriter html, (TestedImage Image, TimedBuild Timing) row, int y, double end)
    {
        var (image, timing) = row;
        html.Element("text", Shortened(image.Built.Planned.Id), ("x", "0"), ("y", Number(y + 16)));
        Bar(
            html,
            image.Built.Outcome == BuildOutcome.Failed ? "failed" : "whole",
            timing.Start,
            timing.Duration,
            y + 8,
            8,
            end,
            image.Built.Planned.Id
        );
        foreach (var (index, step) in timing.Steps.Take(MostSteps).Index())
        {
            var style =
                step.Failed ? "failed"
                : step.Cached ? "kept"
                : index % 2 == 0 ? "run"
                : "run odd";
            Bar(html, style, step.Start, step.Duration, y + 4, 16, end, step.Name);
        }

        var after = Place((timing.Start + timing.Duration).TotalSeconds, end);
        html.Element("text", Quantity.Duration(timing.Duration), ("class", "tick"), ("x", after), ("dx", "6"), ("y", Number(y + 16)))
            .Line();
    }

    private static void Bar(HtmlWriter html, string style, TimeSpan start, TimeSpan duration, int y, int height, double end, string title)
    {
        var width = Math.Max(0.12, duration.TotalSeconds / end * (100 - NamePart - EndPart));
        html.Open(
                "rect",
                ("class", style),
                ("x", Place(start.TotalSeconds, end)),
                ("y", Number(y)),
                ("width", Percent(width)),
                ("height", Number(height)),
                ("rx", "2")
            )
            .Element("title", $"{title}, {Quantity.Duration(duration)}")
            .Close();
    }

    // What the picture shows, for those who do not see it or want it in full.
    private static void Steps(HtmlWriter html, List<(TestedImage Image, TimedBuild Timing)> rows)
    {
        html.Open("details").Element("summary", "Steps by time").Line();
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "steps by time"))
            .Open("table")
            .Open("thead")
            .Open("tr");
        html.Element("th", "Image", ("scope", "col")).Element("th", "Step", ("scope", "col"));
        html.Element("th", "Began", ("scope", "col"), ("class", "number")).Element("th", "Took", ("scope", "col"), ("class", "number"));
        html.Close().Close().Open("tbody").Line();
        var slowest = rows.SelectMany(row => row.Timing.Steps.Select(step => (row.Image.Built.Planned.Id, Step: step)))
            .Where(step => !step.Step.Cached)
            .OrderByDescending(step => step.Step.Duration)
            .Take(MostSteps);
        foreach (var (id, step) in slowest)
        {
            html.Open("tr").Element("th", id, ("scope", "row")).Open("td").Element("code", step.Name).Close();
            html.Element("td", Quantity.Duration(step.Start), ("class", "number"));
            html.Element("td", Quantity.Duration(step.Duration), ("class", "number")).Close().Line();
        }

        html.Close().Close().Close().Close().Line();
    }

    private static IEnumerable<double> Ticks(double end)
    {
        double[] steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600];
        var step = steps.FirstOrDefault(candidate => end / candidate <= 7, Math.Max(21600, end / 6));
        for (var tick = 0d; tick <= end; tick += step)
        {
            yield return tick;
        }
    }

    private static string Place(double seconds, double end) =>
        Percent(NamePart + (seconds / Math.Max(end, 0.001) * (100 - NamePart - EndPart)));

    private static string Shortened(string id) => id.Length > 30 ? id[..29] + "…" : id;

    private static string Percent(double part) => part.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
