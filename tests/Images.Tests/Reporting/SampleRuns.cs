using System.Globalization;
using Images.Building;
using Images.Definitions;
using Images.Planning;
using Images.Reporting;
using Images.Testing;

namespace Images.Tests.Reporting;

/// <summary>The runs that every form of the report is verified with.</summary>
internal static class SampleRuns
{
    private static readonly DateTimeOffset Started = new(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(2));

    private static BuildFailure BaseFailure { get; } =
        new(
            "RUN ended with exit code 100",
            12,
            "templates/partials/apt.sbn",
            4,
            ["Reading package lists...", "E: Unable to locate package libxmll2-dev"],
            "dotnet run --project build -- build base"
        );

    private static BuildFailure NoBase { get; } =
        new(
            "base nvidia/cuda:12.4: nowhere to be had",
            2,
            "templates/cuda.Dockerfile.sbn",
            1,
            [],
            "dotnet run --project build -- build cuda"
        );

    public static IReadOnlyDictionary<string, RunReport> All { get; } =
        new Dictionary<string, RunReport>
        {
            ["nothing"] = Run(),
            ["good"] = Run(
                Built("base", BuildOutcome.UpToDate, 74_500_000, Passed("clock is UTC"), Passed("no passwords")),
                Built("r-ver:4.6.1", BuildOutcome.Built, 207_000_000, Passed("R --version"), Skipped("gpu", "no GPU on this engine")),
                Built("tiny", BuildOutcome.Built, 612)
            ),
            ["test-failed"] = Run(
                Built("base", BuildOutcome.Built, 74_500_000, Passed("no passwords"), FailedTest("images/family.yaml", 6)),
                Built("r-ver:4.6.1", BuildOutcome.UpToDate, 207_000_000, FailedTest("images/family.yaml", 6)),
                Built("povray", BuildOutcome.UpToDate, 148_000_000, BuiltInFailed())
            ),
            ["build-failed"] = Run(
                Unbuilt("base", BuildOutcome.Failed, BaseFailure),
                Unbuilt(
                    "r-ver:4.6.1",
                    BuildOutcome.Blocked,
                    new("blocked by base", null, null, null, [], "dotnet run --project build -- build base")
                ),
                Unbuilt("povray", BuildOutcome.Cancelled, null)
            ),
            ["skipped"] = Run(
                Built("base", BuildOutcome.Built, 74_500_000, Kept("renders", "artifacts/outputs/base/scene.png")),
                Unbuilt("cuda", BuildOutcome.Skipped, NoBase),
                Unbuilt("torch", BuildOutcome.Skipped, NoBase with { Message = "not tried: its parent cuda was skipped" })
            ),
            ["everything-skipped"] = Run(Unbuilt("cuda", BuildOutcome.Skipped, NoBase)),
            ["failed-without-words"] = Run(Unbuilt("base", BuildOutcome.Failed, null)),
            ["hostile"] = Run(Hostile()),
            ["long-names"] = Run(
                Built("a-very-long-name-of-an-image-that-nobody-would-type:with-axes-1.2.3-and-more", BuildOutcome.Built, 5_670_000_000),
                Built("b", BuildOutcome.UpToDate, 1_000, Passed("one"))
            ),
            ["several-engines"] = Run(
                On("unix:///run/a.sock", Built("base", BuildOutcome.Built, 74_500_000, Passed("one"))),
                On("tcp://builder.example:2376", Built("povray", BuildOutcome.UpToDate, 148_000_000, Passed("one"))),
                Unbuilt("blender", BuildOutcome.Blocked, BaseFailure)
            ),
        };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>As many images, of which some were built.</summary>
    public static RunReport Many(int count, int built) =>
        Run([
            .. Enumerable
                .Range(0, count)
                .Select(index =>
                    Built(
                        string.Create(CultureInfo.InvariantCulture, $"image-{index:000}"),
                        index < built ? BuildOutcome.Built : BuildOutcome.UpToDate,
                        1_000_000,
                        Passed("works")
                    )
                ),
        ]);

    public static RunReport Run(params TestedImage[] images) => new(Started, TimeSpan.FromSeconds(187.2), images);

    public static TestedImage Built(string id, BuildOutcome outcome, long size, params Verdict[] verdicts) =>
        new(
            new(
                Planned(id),
                outcome,
                "sha256:" + Digest(id),
                size,
                TimeSpan.FromSeconds(12.34),
                null,
                $"artifacts/logs/{id.Replace(':', '-')}.log"
            ),
            verdicts
        )
        {
            Tags = verdicts.All(verdict => verdict.Outcome != TestOutcome.Failed) ? Planned(id).Rendered.Variant.Tags : [],
        };

    public static Verdict FailedTest(string file, int line) =>
        new(
            "clock is right",
            TestOutcome.Failed,
            "expected stdout to contain 'UTC', found 'CET'",
            "CET\n",
            TimeSpan.FromSeconds(0.31),
            new SourceLocation(file, line, 5),
            "docker run --rm --init --network none sha256:1 sh -c 'date +%Z'"
        );

    private static Verdict Passed(string name) => new(name, TestOutcome.Passed, null, "", TimeSpan.FromSeconds(0.25), null, "docker run");

    private static Verdict Kept(string name, string path) => Passed(name) with { Kept = path, Needs = "memory 4 GB: it renders" };

    private static Verdict Skipped(string name, string why) =>
        new(name, TestOutcome.Skipped, why, "", TimeSpan.Zero, new SourceLocation("images/r-ver/image.yaml", 14, 5), null);

    private static Verdict BuiltInFailed() =>
        new(
            "shared libraries",
            TestOutcome.Failed,
            "/usr/bin/povray: libtiff.so.6 => not found",
            "\tlibtiff.so.6 => not found\n",
            TimeSpan.FromSeconds(1),
            null,
            "docker run --rm sha256:2 ldd /usr/bin/povray"
        );

    private static TestedImage Hostile()
    {
        const string Evil = "\e[2J::error::taken over\n\0\u202e```\n</system-out>]]> & <b> | a\n##[command]x";
        var verdict = new Verdict(
            "<script>|`name`\n::x",
            TestOutcome.Failed,
            Evil,
            Evil,
            TimeSpan.Zero,
            new SourceLocation("images/a,b:c%/image.yaml", 1, 2),
            "docker run 'a'\n::error::b"
        );
        return Built("evil", BuildOutcome.Built, 1, verdict);
    }

    private static TestedImage On(string engine, TestedImage image) => image with { Built = image.Built with { Engine = engine } };

    private static TestedImage Unbuilt(string id, BuildOutcome outcome, BuildFailure? failure) =>
        new(
            new(Planned(id), outcome, null, null, TimeSpan.FromSeconds(3), failure, failure is null ? null : $"artifacts/logs/{id}.log"),
            []
        );

    private static PlannedImage Planned(string id)
    {
        var planned = SampleFamily.Planned(id, "FROM scratch");
        var name = id.Split(':')[0];
        var version = id.Split(':') is [_, var axes] ? axes : "1";
        Tag[] tags =
        [
            new(version, TagClass.Version, SampleFamily.Place),
            new(version[..1], TagClass.Moving, SampleFamily.Place),
            new("stable", TagClass.Moving, SampleFamily.Place),
            new("latest", TagClass.Moving, SampleFamily.Place),
        ];
        var variant = planned.Rendered.Variant with { Image = name, Tags = [.. tags.DistinctBy(tag => tag.Name)] };
        return planned with { Rendered = planned.Rendered with { Variant = variant, Path = $"images/{name}/{version}/Dockerfile" } };
    }

    private static string Digest(string id) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)));
}
