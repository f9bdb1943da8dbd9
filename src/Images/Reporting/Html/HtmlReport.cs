using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Images.Building;
using Images.Testing;

namespace Images.Reporting.Html;

/// <summary>
/// Writes a run as one page of HTML that needs nothing else: style, script, pictures and data are in it, nothing is fetched, and its
/// policy lets nothing run or load but these. It can be read without its script too.
/// </summary>
public static class HtmlReport
{
    private const string Data = "packages-data";

    /// <summary>Writes the page.</summary>
    /// <param name="report">The run.</param>
    /// <param name="kept">Reads a file that a test left, by its path relative to the family's folder; null where it cannot be read.</param>
    /// <returns>The page, LF line ends.</returns>
    public static string Write(RunReport report, Func<string, byte[]?> kept)
    {
        var (style, script) = (Resource("report.css"), Resource("report.js"));
        var packages = new PackagePool();
        var html = new HtmlWriter();
        html.Own("<!DOCTYPE html>\n");
        html.Open("html", ("lang", "en")).Line().Open("head").Line();
        html.Void("meta", ("charset", "utf-8")).Line();
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy(style, script))).Line();
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
        html.Void("meta", ("name", "referrer"), ("content", "no-referrer")).Line();
        html.Element("title", report.Succeeded ? "Images" : "Images: failed").Line();
        html.Open("style").Own(style).Close().Line().Close().Line().Open("body").Line();
        html.Element("a", "Skip to the content", ("class", "skip"), ("href", "#content")).Line();
        Header(html, report);
        Navigation(html, report);
        html.Open("main", ("id", "content")).Line();
        FailureSection.Write(html, report);
        ChangeSection.Write(html, report);
        TimelineSection.Write(html, report);
        new ImageSection(new KeptPictures(kept), packages).Write(html, report);
        html.Close().Line();
        html.Open("footer").Element("p", "Written by the toolchain of this repository. It holds everything that it shows.").Close().Line();
        if (!packages.IsEmpty)
        {
            // No script: a browser takes it as text, in which no '<' stands.
            html.Open("script", ("type", "application/json"), ("id", Data)).Own(packages.ToJson()).Close().Line();
        }

        html.Open("script").Own(script).Close().Line();
        return html.Close().Line().Close().Line().ToString();
    }

    /// <summary>Gets a name by which a link finds an image on the page.</summary>
    internal static string Anchor(string id) =>
        "image-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 6));

    private static string Policy(string style, string script) =>
        $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Header(HtmlWriter html, RunReport report)
    {
        html.Open("header").Line().Open("div", ("class", "head"));
        html.Element("h1", "Images");
        html.Element("span", report.Succeeded ? "succeeded" : "failed", ("class", report.Succeeded ? "pill good" : "pill bad"));
        html.Element("span", string.Empty, ("class", "grow"));
        html.Element("button", "Dark", ("id", "theme"), ("type", "button"), ("aria-pressed", "false"), ("hidden", "")).Close().Line();
        var started = report.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        html.Open("p", ("class", "sub"))
            .Element(
                "time",
                report.Started.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture),
                ("datetime", started)
            )
            .Text($" · {RunSummary.Sentence(report)}")
            .Close()
            .Line();
        html.Open("ul", ("class", "cards")).Line();
        foreach (var (outcome, number) in RunSummary.Outcomes(report).Where(outcome => outcome.Count > 0))
        {
            Card(
                html,
                number.ToString(CultureInfo.InvariantCulture),
                OutcomeWord.For(outcome),
                outcome == BuildOutcome.Failed ? "bad-ink" : null
            );
        }

        var tests = report.Tests;
        Card(html, tests.Passed.ToString(CultureInfo.InvariantCulture), "tests passed");
        if (tests.Failed > 0)
        {
            Card(html, tests.Failed.ToString(CultureInfo.InvariantCulture), tests.Failed == 1 ? "test failed" : "tests failed", "bad-ink");
        }

        if (tests.Skipped > 0)
        {
            Card(html, tests.Skipped.ToString(CultureInfo.InvariantCulture), tests.Skipped == 1 ? "test skipped" : "tests skipped");
        }

        Card(html, Quantity.Bytes(report.Images.Sum(image => image.Built.Size ?? 0)), "in all images");
        Card(html, Quantity.Duration(report.Duration), "in all");
        html.Close().Line().Close().Line();
    }

    private static void Card(HtmlWriter html, string number, string word, string? style = null) =>
        html.Open("li").Element("b", number, ("class", style)).Element("span", word).Close().Line();

    private static void Navigation(HtmlWriter html, RunReport report)
    {
        html.Open("nav", ("aria-label", "Parts of the page")).Open("ul").Line();
        Link(FailureSection.Has(report), FailureSection.Id, "Failures");
        Link(ChangeSection.Has(report), ChangeSection.Id, "Changes");
        Link(TimelineSection.Has(report), TimelineSection.Id, "Timeline");
        Link(true, ImageSection.Id, "Images");
        html.Close().Close().Line();

        void Link(bool isThere, string id, string word)
        {
            if (isThere)
            {
                html.Open("li").Element("a", word, ("href", "#" + id)).Close().Line();
            }
        }
    }

    /// <summary>Writes a pill that says how an image's build ended.</summary>
    internal static void Pill(HtmlWriter html, BuildOutcome outcome) =>
        html.Element(
            "span",
            OutcomeWord.For(outcome),
            (
                "class",
                outcome switch
                {
                    BuildOutcome.Built => "pill good",
                    BuildOutcome.Failed => "pill bad",
                    BuildOutcome.Blocked or BuildOutcome.Cancelled or BuildOutcome.Skipped => "pill warn",
                    _ => "pill",
                }
            )
        );

    /// <summary>Writes a pill that says how a test ended.</summary>
    internal static void Pill(HtmlWriter html, TestOutcome outcome) =>
        html.Element(
            "span",
            OutcomeWord.For(outcome),
            (
                "class",
                outcome switch
                {
                    TestOutcome.Passed => "pill good",
                    TestOutcome.Failed => "pill bad",
                    _ => "pill warn",
                }
            )
        );
}
