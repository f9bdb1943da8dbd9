using System.Text.Json.Nodes;
using Images.BuildKit.Contexts;
using Images.Planning;

namespace Images.Tests.Planning;

public sealed class PlanListingTests
{
    private static readonly PlannedImage Base = SampleFamily.Planned("base", "FROM debian:x\n");
    private static readonly PlannedImage Child = SampleFamily.Planned("child", "FROM base:default\nCOPY run.sh /\n", Base);

    private static readonly BuildPlan Plan = new([
        Entry(Base, [], "sha256:1"),
        Entry(
            Child,
            [
                new(ReasonKind.File, "images/child/run.sh", "0644 file aa", "0644 file bb"),
                new(ReasonKind.Arg, "R_VERSION", "4.5.3", "4.6.1"),
                new(ReasonKind.Base, "debian:x", null, "sha256:2"),
            ],
            null
        ),
    ]);

    [Fact]
    public void It_is_json_with_a_version_the_counts_and_each_reason_in_parts_and_in_words()
    {
        var text = PlanListing.Of(Plan, explain: false).ToJson();
        var json = JsonNode.Parse(text)!;
        Assert.Equal((1, 1, 1), ((int)json["schemaVersion"]!, (int)json["build"]!, (int)json["upToDate"]!));
        Assert.Equal("up-to-date", (string?)json["images"]![0]!["plan"]);
        Assert.Equal("sha256:1", (string?)json["images"]![0]!["image"]);
        var child = json["images"]![1]!;
        Assert.Equal("build", (string?)child["plan"]);
        Assert.Equal(["file", "arg", "base"], child["reasons"]!.AsArray().Select(reason => (string?)reason!["kind"]));
        Assert.Equal("4.5.3", (string?)child["reasons"]![1]!["old"]);
        Assert.Contains("\"text\": \"arg R_VERSION 4.5.3 -> 4.6.1\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"values\"", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Explained_it_has_every_value_with_its_place_and_every_input_with_its_digest()
    {
        var child = JsonNode.Parse(PlanListing.Of(Plan, explain: true).ToJson())!["images"]![1]!;
        var from = child["values"]!.AsArray().Single(value => (string?)value!["key"] == "from")!;
        Assert.Equal(("base", "images/a/image.yaml:1:1"), ((string?)from["value"], (string?)from["place"]));
        Assert.Equal(
            [
                "dockerfile images/child/default/Dockerfile",
                "file images/child/run.sh",
                "file images/child/link",
                "platform",
                "parent base:default",
                "base debian:x",
                "fingerprint",
            ],
            child["inputs"]!.AsArray().Select(input => (string?)input!["name"])
        );
        Assert.Equal("0500 sha256:cc", (string?)child["inputs"]![1]!["digest"]);
        Assert.Equal("not known yet", (string?)child["inputs"]![6]!["digest"]);
    }

    private static PlanEntry Entry(PlannedImage image, IReadOnlyList<PlanReason> reasons, string? fingerprint)
    {
        InputFile[] files =
        [
            new("run.sh", ContextEntryKind.File, UnixFileMode.UserRead | UnixFileMode.UserExecute, "cc"),
            new("link", ContextEntryKind.SymbolicLink, UnixFileMode.UserRead, "run.sh"),
        ];
        var own = new OwnInputs(image.Rendered.Dockerfile, new Dictionary<string, string>(), ["linux/amd64"], false, files);
        var inputs = new FingerprintInputs(
            new Dictionary<string, string> { ["base:default"] = "sha256:3" },
            new Dictionary<string, string> { ["debian:x"] = "sha256:4" },
            null
        );
        var kept = new KeptImage("sha256:1", 1, ["child:1"], new Dictionary<string, string>());
        return new PlanEntry(image, reasons, fingerprint, kept, own, inputs);
    }
}
