using System.Globalization;
using Images.Building;
using Images.Engines;
using Images.Reporting.Changes;
using Images.Testing.Inventory;

namespace Images.Reporting.Html;

/// <summary>What became otherwise since the last run.</summary>
internal static class ChangeSection
{
    /// <summary>The section's name on the page.</summary>
    public const string Id = "changes";

    private const int MostPackages = 100;

    /// <summary>Tells whether there was a last run.</summary>
    public static bool Has(RunReport report) => report.Earlier is not null;

    /// <summary>Writes the section, if there was a last run.</summary>
    public static void Write(HtmlWriter html, RunReport report)
    {
        if (report.Earlier is not { } earlier)
        {
            return;
        }

        html.Open("section", ("id", Id), ("aria-labelledby", "changes-title")).Line();
        html.Element("h2", "Changes since the last run", ("id", "changes-title")).Line();
        var changes = ImageChanges.Of(report);
        var when = earlier.Started.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
        html.Element(
                "p",
                changes.Count == 0
                    ? $"All {Amount.Count(report.Images.Count, "image")} are what they were on {when}."
                    : $"{Amount.Count(changes.Count, "image")} of {report.Images.Count.ToString(CultureInfo.InvariantCulture)} changed since {when}.",
                ("class", "quiet")
            )
            .Line();
        if (changes.Count > 0)
        {
            html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "changes-title"));
            html.Open("table").Open("thead").Open("tr");
            html.Element("th", "Image", ("scope", "col"));
            html.Element("th", "Size", ("scope", "col"), ("class", "number"));
            html.Element("th", "Change", ("scope", "col"), ("class", "number"));
            html.Element("th", "Tests", ("scope", "col")).Element("th", "Packages", ("scope", "col")).Close().Close().Open("tbody").Line();
            foreach (var change in changes)
            {
                Row(html, change);
            }

            html.Close().Close().Close().Line();
        }

        html.Close().Line();
    }

    private static void Row(HtmlWriter html, ImageChanges change)
    {
        html.Open("tr");
        html.Open("th", ("scope", "row")).Element("a", change.Id, ("href", "#" + HtmlReport.Anchor(change.Id))).Close();
        html.Element("td", change.SizeAfter is { } size ? Quantity.Bytes(size) : "-", ("class", "number"));
        html.Element(
            "td",
            change.IsNew ? "new"
                : change is { SizeBefore: { } before, SizeAfter: { } after } ? Signed(after - before)
                : "-",
            ("class", "number")
        );
        html.Open("td");
        Tests(html, change.Failing, "now fails", "pill bad");
        Tests(html, change.Fixed, "passes again", "pill good");
        html.Close().Open("td");
        if (change.Packages is { IsEmpty: false } packages)
        {
            Packages(html, packages);
        }
        else
        {
            html.Text(change.Packages is null ? "-" : "the same");
        }

        html.Close().Close().Line();
    }

    private static void Tests(HtmlWriter html, IReadOnlyList<string> names, string word, string style)
    {
        foreach (var name in names)
        {
            html.Open("div").Element("span", word, ("class", style)).Text($" {ContainerText.HarmlessLine(name)}").Close();
        }
    }

    private static void Packages(HtmlWriter html, PackageComparison packages)
    {
        var counts = new (int Count, string Word)[]
        {
            (packages.Changed.Count(change => change.IsUpgrade), "upgraded"),
            (packages.Changed.Count(change => !change.IsUpgrade), "downgraded"),
            (packages.Added.Count, "added"),
            (packages.Removed.Count, "removed"),
        };
        var told = counts
            .Where(count => count.Count > 0)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Count} {count.Word}"));
        html.Open("details").Element("summary", string.Join(", ", told)).Open("ul");
        var lines = packages
            .Changed.Select(change => $"{change.Before} → {change.After.Version}")
            .Concat(packages.Added.Select(package => $"+ {package}"))
            .Concat(packages.Removed.Select(package => $"− {package}"))
            .ToList();
        foreach (var line in lines.Take(MostPackages))
        {
            html.Element("li", line);
        }

        if (lines.Count > MostPackages)
        {
            html.Element("li", $"and {Amount.Count(lines.Count - MostPackages, "more change")}; see the verb diff");
        }

        html.Close().Close();
    }

    private static string Signed(long bytes) =>
        bytes == 0 ? "same size"
        : bytes < 0 ? $"−{Quantity.Bytes(-bytes)}"
        : $"+{Quantity.Bytes(bytes)}";
}
