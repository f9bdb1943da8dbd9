using System.Text.RegularExpressions;
using Images.Building;
using Images.Engines.Inspecting;
using Images.Reporting;
using Images.Reporting.Changes;
using Images.Reporting.Html;
using Images.Testing.Inventory;

namespace Images.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    private const string Evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202e\u0000 https://evil.example/";

    public static TheoryData<string> Runs => SampleRuns.Names;

    [Fact]
    public void The_page_is_as_verified() => Golden.Verify(WithoutResources(Write(Rich())), "rich.report.html");

    [Theory]
    [MemberData(nameof(Runs))]
    public void Nothing_is_fetched_and_nothing_runs_but_the_pages_own(string run) => Check(Write(SampleRuns.All[run]));

    [Fact]
    public void Hostile_text_stays_text()
    {
        var verdict = SampleRuns.FailedTest(Evil, 1) with
        {
            Name = Evil,
            Reason = Evil,
            Output = Evil,
            Reproduce = Evil,
            Kept = Evil,
            Needs = Evil,
        };
        var run = SampleRuns.Run(SampleRuns.Built("evil", BuildOutcome.Built, 1, verdict));
        var id = run.Images[0].Built.Planned.Id;
        var package = new InstalledPackage(PackageKind.Npm, Evil, Evil) { Licenses = [Evil], Location = Evil };
        var details = new ImageDetails
        {
            Layers = [new LayerSize(Evil, 1)],
            Inventory = new ImageInventory("sha256:1", null, [package], [Evil]),
            InventoryBefore = new ImageInventory("sha256:2", null, [], []),
            Sbom = Evil,
            Timing = new TimedBuild(
                default,
                TimeSpan.FromSeconds(1),
                [new TimedStep(Evil, default, TimeSpan.FromSeconds(1), false, false)]
            ),
        };
        var page = Write(
            run with
            {
                Details = new Dictionary<string, ImageDetails> { [id] = details },
                Earlier = new EarlierRun(
                    default,
                    new Dictionary<string, EarlierImage> { [id] = new("sha256:2", 1, new Dictionary<string, string>()) }
                ),
            }
        );
        Check(page);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(2)&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain('\0', page);
    }

    [Fact]
    public void Pictures_are_in_the_page_as_far_as_there_is_room_and_only_pictures()
    {
        var picture = SampleRuns.FailedTest("f", 1) with { Kept = "artifacts/outputs/a/a.png" };
        var run = SampleRuns.Run(SampleRuns.Built("a", BuildOutcome.Built, 1, picture));
        Assert.Contains("src=\"data:image/png;base64,iVBOR", HtmlReport.Write(run, _ => Picture), StringComparison.Ordinal);
        foreach (
            var other in new byte[]?[] { null, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), [.. Picture, .. new byte[5 << 20]] }
        )
        {
            Assert.DoesNotContain("<img", HtmlReport.Write(run, _ => other), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Changes_are_told_against_the_last_run()
    {
        var changes = ImageChanges.Of(Rich());
        Assert.Equal(["base", "r-ver:4.6.1"], changes.Select(change => change.Id));
        Assert.Equal((true, false), (changes[0].Fixed is ["clock is UTC"], changes[0].IsNew));
        Assert.Equal(["curl 7.1"], changes[0].Packages!.Changed.Select(change => change.Before.ToString()));
        Assert.True(changes[1].IsNew);
    }

    [Fact]
    public void The_json_names_what_the_page_shows_of_an_image() => Golden.Verify(JsonReport.Write(Rich()), "rich.report.json");

    [Fact]
    public void A_report_can_be_read_by_the_next_run()
    {
        var report = SampleRuns.All["test-failed"];
        var earlier = EarlierRun.Parse(System.Text.Encoding.UTF8.GetBytes(JsonReport.Write(report)))!;
        Assert.Equal(report.Started, earlier.Started);
        Assert.Equal("failed", earlier.Images["base"].Tests["clock is right"]);
        Assert.Equal(report.Images[0].Built.ImageId, earlier.Images["base"].ImageId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"images":[{"id":null}]}""")]
    [InlineData("""{"started":"never","images":[]}""")]
    public void What_is_no_report_is_no_last_run(string json) => Assert.Null(EarlierRun.Parse(System.Text.Encoding.UTF8.GetBytes(json)));

    private static string Write(RunReport report) => HtmlReport.Write(report, _ => Picture);

    private static void Check(string page)
    {
        // One style, one script; a block of data is no script.
        Assert.Single(Regex.Matches(page, "<style"));
        Assert.Single(Regex.Matches(page, "<script>"));
        Assert.InRange(Regex.Count(page, "<script"), 1, 2);
        var markup = Markup().Replace(WithoutResources(page), " ");
        Assert.DoesNotMatch("(src|srcset|action|formaction|data|poster|background)=\"(?!data:image/)", Tags(markup));
        Assert.DoesNotMatch("href=\"(?!#)", Tags(markup));
        Assert.DoesNotMatch(@"<(iframe|object|embed|link|base|form|audio|video)\b", markup);
        Assert.DoesNotMatch(@"<[^>]*\son[a-z]+=", Tags(markup));
        Assert.DoesNotMatch(@"<[^>]*\sstyle=", Tags(markup));
        Assert.Matches(
            "Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-[^;]+&#39;; script-src &#39;sha256-",
            page
        );
        Assert.DoesNotContain("unsafe", page, StringComparison.Ordinal);
        var ids = Regex.Matches(markup, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(
            Regex.Matches(markup, "href=\"#([^\"]*)\"").Select(match => match.Groups[1].Value),
            target => Assert.Contains(target, ids)
        );
    }

    // What stands between angle brackets; text has none, and neither have values.
    private static string Tags(string markup) =>
        string.Concat(Regex.Matches(markup, "<[^>]*>").Select(match => Values().Replace(match.Value, Shortened)));

    private static string Shortened(Match value) =>
        value.Value.StartsWith("\"data:image/", StringComparison.Ordinal) || value.Value.StartsWith("\"#", StringComparison.Ordinal)
            ? value.Value
            : "\"\"";

    // Neither style nor script nor their sums, which would make every change of them one of the verified page.
    private static string WithoutResources(string page) =>
        Regex.Replace(
            Regex.Replace(page, "(<style>|<script>).*?(</style>|</script>)", "$1$2", RegexOptions.Singleline),
            "sha256-[A-Za-z0-9+/]{43}=",
            "sha256-"
        );

    private static RunReport Rich()
    {
        var run = SampleRuns.All["good"];
        InstalledPackage[] before =
        [
            new(PackageKind.Debian, "curl", "7.1"),
            new(PackageKind.R, "jsonlite", "1.8.4") { Licenses = ["MIT + file LICENSE"] },
        ];
        InstalledPackage[] after = [new(PackageKind.Debian, "curl", "7.2"), before[1]];
        var details = new ImageDetails
        {
            Timing = new TimedBuild(
                TimeSpan.FromSeconds(0.5),
                TimeSpan.FromSeconds(12),
                [
                    new TimedStep("[1/2] FROM base", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.1), true, false),
                    new TimedStep("[2/2] RUN make <all>", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(11), false, false),
                ]
            ),
            Layers = [new LayerSize("", 74_000_000), new LayerSize("RUN make <all>", 133_000_000)],
            Inventory = new ImageInventory(
                "sha256:1",
                new Distribution("debian", "12"),
                after,
                ["/opt: has more than 8 GiB; the rest was not read"]
            ),
            InventoryBefore = new ImageInventory("sha256:2", new Distribution("debian", "12"), before, []),
            Sbom = "artifacts/sbom/r-ver-4.6.1.spdx.json",
        };
        var tests = new Dictionary<string, string> { ["clock is UTC"] = "failed" };
        return run with
        {
            Details = run.Images.ToDictionary(image => image.Built.Planned.Id, _ => details),
            Earlier = new EarlierRun(
                run.Started - TimeSpan.FromDays(1),
                new Dictionary<string, EarlierImage>
                {
                    ["base"] = new("sha256:2", 70_000_000, tests),
                    ["tiny"] = new(run.Images[2].Built.ImageId, 612, new Dictionary<string, string>()),
                }
            ),
        };
    }

    [GeneratedRegex("<script type=\"application/json\".*?</script>", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Values();
}
