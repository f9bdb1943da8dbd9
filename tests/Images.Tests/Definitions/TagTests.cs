using Images.Definitions;

namespace Images.Tests.Definitions;

public sealed class TagTests
{
    private static Dictionary<string, string> Tags(string yaml)
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", $"from: scratch\n{yaml}"));
        return folder
            .Load()
            .Variants.ToDictionary(
                variant => variant.FolderName,
                variant => string.Join(' ', variant.Tags.Select(tag => $"{tag.Name}={tag.Class}"))
            );
    }

    [Fact]
    public void A_tag_that_several_variants_claim_goes_to_the_newest() =>
        Assert.Equal(
            new()
            {
                ["4.9.0"] = "4.9.0=Version",
                ["4.10.1"] = "4.10.1=Version 4.10=Moving latest=Moving",
                ["4.10.0"] = "4.10.0=Version",
                ["4.9.1"] = "4.9.1=Version 4.9=Moving",
            },
            Tags("matrix: { r: [4.9.0, 4.10.1, 4.10.0, 4.9.1] }\ntags: ['{{ r }}', '{{ r | minor }}', latest]\n")
        );

    [Fact]
    public void The_first_axis_counts_most() =>
        Assert.Equal(
            new()
            {
                ["1-9"] = "",
                ["2-1"] = "",
                ["2-3"] = "latest=Moving",
            },
            Tags("matrix: { r: [1, 2], os: [9, 1, 3], exclude: [{ r: 1, os: 1 }, { r: 1, os: 3 }, { r: 2, os: 9 }] }\ntags: [latest]\n")
        );

    [Fact]
    public void A_version_names_all_axes_and_a_moving_tag_fewer() =>
        Assert.Equal("4.6-x=Version 4.6=Moving", Tags("matrix: { r: [4.6], os: [x] }\ntags: ['{{ r }}-{{ os }}', '{{ r }}']\n")["4.6-x"]);

    [Fact]
    public void An_image_without_axes_has_versions_only() =>
        Assert.Equal("1.2=Version latest=Version", Tags("tags: [1.2, latest]\n")["default"]);

    [Theory]
    [InlineData("2027-04-30", TagClass.Unique)]
    [InlineData("bookworm-20270430", TagClass.Unique)]
    [InlineData("4.6-1a2b3c4d", TagClass.Unique)]
    [InlineData("20271399", TagClass.Version)]
    [InlineData("deadbeef", TagClass.Version)]
    [InlineData("12345678", TagClass.Version)]
    public void A_date_or_revision_makes_a_tag_unique(string tag, TagClass expected) =>
        Assert.Equal($"{tag}={expected}", Tags($"tags: ['{tag}']\n")["default"]);

    [Fact]
    public void A_version_has_its_tag_before_any_newer_variant() =>
        Assert.Equal(
            new() { ["4.6"] = "4.6=Version", ["4.6.1"] = "4.6.1=Version" },
            Tags("matrix: { r: [4.6, 4.6.1] }\ntags: ['{{ r }}', '{{ r | minor }}']\n")
        );

    [Fact]
    public void Two_variants_cannot_claim_one_version_tag()
    {
        using var folder = new FamilyFolder(
            (
                "images/a/image.yaml",
                "from: scratch\nmatrix: { r: [1, 11], s: [12, 2], exclude: [{ r: 1, s: 2 }, { r: 11, s: 12 }] }\ntags: ['{{ r }}{{ s }}']\n"
            )
        );

        Assert.Equal("images/a/image.yaml:3:8: the variants a:1-12 and a:11-2 both claim the version tag '112'", folder.Error());
    }
}
