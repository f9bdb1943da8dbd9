using System.Globalization;
using Images.Building;
using Images.Engines;
using Images.Testing;
using Images.Testing.Inventory;

namespace Images.Reporting.Html;

/// <summary>One row an image, which opens to all that is known of it.</summary>
/// <param name="pictures">The pictures that tests left.</param>
/// <param name="packages">Is given the packages.</param>
internal sealed class ImageSection(KeptPictures pictures, PackagePool packages)
{
    /// <summary>The section's name on the page.</summary>
    public const string Id = "images";

    private const int MostLines = 200;
    private const int LongestLine = 500;
    private const int MostOutput = 8 << 20;

    private int output;

    /// <summary>Writes the section.</summary>
    public void Write(HtmlWriter html, RunReport report)
    {
        html.Open("section", ("id", Id), ("aria-labelledby", "images-title")).Line();
        html.Element("h2", "Images", ("id", "images-title")).Line();
        if (report.Images.Count == 0)
        {
            html.Element("p", "There are none.").Close().Line();
            return;
        }

        Tools(html);
        html.Open("div", ("class", "columns"), ("aria-hidden", "true"));
        foreach (var column in new[] { "", "Image", "Outcome", "Size", "Time", "Tests", "Digest" })
        {
            html.Element("span", column);
        }

        html.Close().Line();
        foreach (var image in report.Images)
        {
            Image(html, image, report.DetailsOf(image));
        }

        html.Element("noscript", "Packages are shown by the page's script; they are in artifacts/sbom as well.");
        html.Close().Line();
    }

    private static void Tools(HtmlWriter html)
    {
        html.Open("div", ("class", "tools"), ("id", "tools"), ("hidden", ""));
        html.Void(
            "input",
            ("type", "search"),
            ("id", "filter"),
            ("placeholder", "Find an image, tag or test"),
            ("aria-label", "Find an image, tag or test")
        );
        foreach (var (only, word) in new[] { ("all", "All"), ("built", "Built"), ("failed", "Failed") })
        {
            html.Element("button", word, ("type", "button"), ("data-only", only), ("aria-pressed", only == "all" ? "true" : "false"));
        }

        html.Element("button", "Open or close all", ("type", "button"), ("id", "open"));
        html.Element("span", string.Empty, ("id", "count"), ("role", "status"), ("class", "quiet")).Close().Line();
    }

    private void Image(HtmlWriter html, TestedImage image, ImageDetails details)
    {
        var built = image.Built;
        var id = built.Planned.Id;
        var hasFailed = built.Outcome == BuildOutcome.Failed || !image.Passed;
        var words = new[] { id }.Concat(image.Tags.Select(tag => tag.Name)).Concat(image.Verdicts.Select(verdict => verdict.Name));
        html.Open(
                "details",
                ("class", "image"),
                ("id", HtmlReport.Anchor(id)),
                ("data-words", string.Join(' ', words).ToLowerInvariant()),
                ("data-state", $"{(built.Outcome == BuildOutcome.Built ? "built" : "other")}{(hasFailed ? " failed" : string.Empty)}")
            )
            .Open("summary");
        html.Element("span", id, ("class", "name"));
        html.Open("span");
        HtmlReport.Pill(html, built.Outcome);
        html.Close();
        Fact("size ", built.Size is { } size ? Quantity.Bytes(size) : "-", "number");
        Fact("time ", built.Duration > TimeSpan.Zero ? Quantity.Duration(built.Duration) : "-", "number");
        html.Open("span");
        if (!image.Passed)
        {
            html.Element("span", TestTally.Of(image.Verdicts).ToString(), ("class", "bad-ink"));
        }
        else
        {
            html.Text(
                TestTally.Of(image.Verdicts) is { Passed: 0, Failed: 0, Skipped: 0 } ? "no tests" : TestTally.Of(image.Verdicts).ToString()
            );
        }

        html.Close();
        Fact("digest ", Amount.ShortDigest(built.ImageId), "mono");
        html.Close().Line().Open("div", ("class", "body")).Line();
        Facts(html, image, details);
        Tests(html, image);
        Layers(html, details, built.Size);
        Packages(html, id, details);
        html.Close().Close().Line();

        void Fact(string label, string value, string style) =>
            html.Open("span", ("class", style)).Element("span", label, ("class", "label")).Text(value).Close();
    }

    private static void Facts(HtmlWriter html, TestedImage image, ImageDetails details)
    {
        var built = image.Built;
        html.Open("dl");
        Row("Tags", image.Tags.Count == 0 ? null : string.Join(", ", image.Tags.Select(tag => tag.Name)));
        Row("Id", built.ImageId);
        Row("Published as", built.PublishedAs);
        Row("Engine", built.Engine);
        Row("Dockerfile", built.Planned.Rendered.Path);
        Row("Log", built.LogPath);
        Row("Bill of materials", details.Sbom);
        Row("Not built", built.Outcome is BuildOutcome.Blocked or BuildOutcome.Skipped ? built.Failure?.Message : null);
        html.Close().Line();

        void Row(string name, string? value)
        {
            if (value is not null)
            {
                html.Element("dt", name).Open("dd").Element("code", ContainerText.HarmlessLine(value)).Close();
            }
        }
    }

    private void Tests(HtmlWriter html, TestedImage image)
    {
        if (image.Verdicts.Count == 0)
        {
            return;
        }

        html.Element("h3", "Tests").Open("div", ("class", "scroll")).Open("table").Open("thead").Open("tr");
        html.Element("th", "Outcome", ("scope", "col"), ("class", "tight")).Element("th", "Test", ("scope", "col"));
        html.Element("th", "Time", ("scope", "col"), ("class", "number")).Close().Close().Open("tbody").Line();
        foreach (var verdict in image.Verdicts)
        {
            html.Open("tr").Open("td");
            HtmlReport.Pill(html, verdict.Outcome);
            html.Close().Open("td");
            Test(html, verdict);
            html.Close().Element("td", Quantity.Duration(verdict.Duration), ("class", "number")).Close().Line();
        }

        html.Close().Close().Close().Line();
        Pictures(html, image);
    }

    private void Test(HtmlWriter html, Verdict verdict)
    {
        html.Text(ContainerText.HarmlessLine(verdict.Name));
        if (verdict.Remembered)
        {
            html.Text(" ").Element("span", "in an earlier run", ("class", "quiet"));
        }

        foreach (var more in new[] { verdict.Reason, verdict.Needs is { } needs ? $"needs {needs}" : null }.OfType<string>())
        {
            html.Element("div", ContainerText.HarmlessLine(more), ("class", "quiet"));
        }

        var lines = output < MostOutput ? ContainerText.Tail(ContainerText.Harmless(verdict.Output), MostLines, LongestLine) : [];
        if (lines.Count == 0 && verdict.Reproduce is null)
        {
            return;
        }

        html.Open("details").Element("summary", lines.Count > 0 ? "Output" : "Command");
        if (lines.Count > 0)
        {
            var text = string.Join('\n', lines);
            output += text.Length;
            html.Element("pre", text, ("tabindex", "0"), ("role", "region"), ("aria-label", "output"));
        }

        if (verdict.Location is { } location)
        {
            html.Open("p", ("class", "quiet")).Text("at ").Element("code", location.ToString()).Close();
        }

        if (verdict.Reproduce is { } reproduce)
        {
            html.Element("pre", ContainerText.HarmlessLine(reproduce), ("tabindex", "0"), ("role", "region"), ("aria-label", "command"));
        }

        html.Close();
    }

    private void Pictures(HtmlWriter html, TestedImage image)
    {
        var kept = image.Verdicts.Where(verdict => verdict.Kept is not null).ToList();
        if (kept.Count == 0)
        {
            return;
        }

        html.Open("div", ("class", "pictures"));
        foreach (var verdict in kept)
        {
            var name = ContainerText.HarmlessLine(verdict.Name);
            html.Open("figure");
            if (pictures.Find(verdict.Kept!) is { } data)
            {
                html.Void("img", ("src", data), ("alt", $"what the test '{name}' left"), ("loading", "lazy"));
            }

            html.Open("figcaption").Text($"{name}: ").Element("code", verdict.Kept!).Close().Close();
        }

        html.Close().Line();
    }

    private static void Layers(HtmlWriter html, ImageDetails details, long? size)
    {
        if (details.Layers.Count == 0)
        {
            return;
        }

        var all = Math.Max(1, Math.Max(size ?? 0, details.Layers.Sum(layer => layer.Size)));
        html.Element("h3", $"{Amount.Count(details.Layers.Count, "layer")} by size")
            .Open("div", ("class", "scroll"))
            .Open("table")
            .Open("tbody")
            .Line();
        foreach (var layer in details.Layers)
        {
            var part = (100d * layer.Size / all).ToString("0.##", CultureInfo.InvariantCulture);
            html.Open("tr").Element("td", Quantity.Bytes(layer.Size), ("class", "number"));
            html.Open("td", ("width", "25%")).Open("svg", ("height", "14"), ("aria-hidden", "true"));
            html.Open("rect", ("class", "run"), ("width", $"{part}%"), ("height", "14"), ("rx", "2")).Close().Close().Close();
            html.Open("td")
                .Element("code", ContainerText.Shorten(layer.Made.Length > 0 ? layer.Made : "(not said)", LongestLine))
                .Close()
                .Close()
                .Line();
        }

        html.Close().Close().Close().Line();
    }

    private void Packages(HtmlWriter html, string id, ImageDetails details)
    {
        if (details.Inventory is not { } inventory)
        {
            return;
        }

        html.Element("h3", Amount.Count(inventory.Packages.Count, "package"));
        foreach (var note in inventory.Notes)
        {
            html.Element("p", note, ("class", "quiet"));
        }

        if (packages.Add(HtmlReport.Anchor(id), inventory))
        {
            var kinds = inventory
                .Packages.GroupBy(package => package.Kind)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} of {PackageKinds.Word(group.Key)}"));
            html.Open("details", ("data-packages", HtmlReport.Anchor(id)));
            html.Element("summary", inventory.Packages.Count == 0 ? "none" : string.Join(", ", kinds)).Close().Line();
        }
        else
        {
            html.Element("p", "They are too many for this page; see the bill of materials.", ("class", "quiet")).Line();
        }
    }
}
