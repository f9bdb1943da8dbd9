using Images.Building.Cleaning;
using Images.Definitions;

namespace Images.Tests.Building.Cleaning;

public class ObsoleteImagesTests
{
    private static readonly Family Registered = SampleFamily.Family(SampleFamily.Planned("tool", "FROM scratch\n")) with
    {
        Registries = ["docker.io/acme", "registry.example:5000/team"],
    };

    private static readonly Family Bare = SampleFamily.Family(SampleFamily.Planned("tool", "FROM scratch\n"));

    [Theory]
    [InlineData("acme/old:1")]
    [InlineData("docker.io/acme/old:1")]
    [InlineData("registry.example:5000/team/old:1 acme/old:1")]
    [InlineData("acme/old:1 acme/old@sha256:1 images.local/old:1")]
    public void An_image_of_a_variant_that_is_gone_goes(string names)
    {
        var removed = Assert.Single(Of(Registered, Image("old:1", 1, names)).Removed);

        Assert.Equal("there is no such variant any more", removed.Reason);
    }

    [Theory]
    [InlineData("acme/old:1 mine:latest")]
    [InlineData("acme/old:1 registry.example:5000/other/old:1")]
    [InlineData("acme/old:1 acme/oldest:1")]
    [InlineData("acme/old:1 ghcr.io/acme/old@sha256:1")]
    [InlineData("old:1")]
    [InlineData("other/old:1")]
    [InlineData("")]
    public void An_image_with_a_name_that_is_not_the_familys_or_without_any_stays(string names)
    {
        var obsolete = Of(Registered, Image("old:1", 1, names));

        Assert.Empty(obsolete.Removed);
        Assert.Empty(obsolete.Doubtful);
    }

    [Fact]
    public void Without_a_registry_nobody_knows_whose_an_image_of_an_unknown_variant_is()
    {
        var obsolete = Of(Bare, Image("old:1", 1, "old:1"), Image("older", 1, "images.local/older:default"));

        Assert.Empty(obsolete.Removed);
        Assert.Equal(["old:1", "older"], obsolete.Doubtful.Select(image => image.Variant));
    }

    [Theory]
    [InlineData("", 1, "acme/tool:1", 2, true)]
    [InlineData("", 2, "acme/tool:1", 1, false)]
    [InlineData("", 1, "other/tool:1", 2, false)]
    [InlineData("", 1, "images.local/tool:default", 2, false)]
    [InlineData("images.local/tool:default", 1, "acme/tool:1", 2, false)]
    [InlineData("acme/tool:0", 1, "acme/tool:1", 2, false)]
    [InlineData("mine:1", 1, "acme/tool:1", 2, false)]
    public void An_image_goes_when_a_newer_one_has_all_its_names(string names, int day, string others, int otherDay, bool goes)
    {
        var obsolete = Of(Registered, Image("tool", day, names), Image("tool", otherDay, others));

        Assert.Equal(goes ? [$"tool on {day}"] : [], obsolete.Removed.Select(removed => $"tool on {removed.Image.Created.Day}"));
    }

    [Fact]
    public void An_image_that_a_container_was_made_of_stays()
    {
        var used = Image("old:1", 1, "acme/old:1") with { IsUsed = true };
        var superseded = Image("tool", 1, "") with { IsUsed = true };

        Assert.Empty(Of(Registered, used, superseded, Image("tool", 2, "acme/tool:1")).Removed);
    }

    private static ObsoleteImages Of(Family family, params IReadOnlyList<EngineImage> images) => ObsoleteImages.Of(images, family);

    private static EngineImage Image(string variant, int day, string names) =>
        new(
            $"sha256:{variant}{day}",
            variant,
            new DateTime(2026, 1, day, 0, 0, 0, DateTimeKind.Utc),
            names.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            IsUsed: false
        );
}
