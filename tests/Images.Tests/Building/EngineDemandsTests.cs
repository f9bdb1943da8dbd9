using Images.Building;
using Images.Building.Revisions;
using Images.BuildKit.Builds;
using Images.BuildKit.Control;
using Images.Definitions;
using Images.Planning;

namespace Images.Tests.Building;

public sealed class EngineDemandsTests : IAsyncDisposable
{
    private const string Engine = "unix:///run/e.sock";

    private static readonly EngineFeatures Plain = new();
    private static readonly EngineFeatures Store = new() { HasContainerdStore = true };

    private readonly SourceRevisions revisions = new("/family");

    private ImageOptions Options => new(revisions, null, false);

    public ValueTask DisposeAsync() => revisions.DisposeAsync();

    [Fact]
    public void Plain_builds_of_one_platform_demand_nothing() => Assert.False(Demands([Image("a", null)]).Any);

    [Fact]
    public void Several_platforms_are_refused_at_the_place_that_names_them_and_once_for_all_images_that_inherit_them()
    {
        var family = new SourceLocation("images/family.yaml", 2, 13);
        var own = new SourceLocation("images/c/image.yaml", 3, 13);
        var demands = Demands([Image("a", family), Image("b", family), Image("c", own)]);

        Assert.True(demands.Any);
        Assert.Empty(demands.UnmetPlatforms(Engine, Store));
        Assert.Equal([family, own], demands.UnmetPlatforms(Engine, Plain).Select(error => error.Location));
        Assert.Equal([family, own], demands.UnmetPlatforms(Engine, null).Select(error => error.Location));
        Assert.Equal(
            "images/family.yaml:2:13: linux/amd64 and linux/arm64 in one image: the engine unix:///run/e.sock stores one platform an image; "
                + "turn on its containerd image store (Docker 25 and newer) or name an engine that has it with --engine, or leave one platform",
            demands.UnmetPlatforms(Engine, Plain)[0].ToString()
        );
    }

    [Fact]
    public void Attestations_and_caches_to_write_need_the_store_and_what_is_wrong_is_said_of_the_first()
    {
        var options = Options with
        {
            Attestations = new() { SbomGenerator = "x" },
            CacheTo = [CacheSpec.Parse("acme/cache")],
        };

        Assert.Null(Demands([], options).UnmetOption(Engine, Store));
        Assert.StartsWith("--sbom: the engine unix:///run/e.sock cannot store attestations; ", Refusal(options, Plain));
        Assert.StartsWith("--cache-to: ", Refusal(options with { Attestations = null }, Plain));
        Assert.StartsWith("--provenance: ", Refusal(options with { Attestations = new() { Provenance = ProvenanceMode.Min } }, Plain));
    }

    [Fact]
    public void Inline_caches_and_caches_to_read_need_nothing_but_BuildKit()
    {
        var options = Options with { CacheTo = [CacheSpec.Parse("type=inline")], CacheFrom = [CacheSpec.Parse("acme/cache")] };

        Assert.Null(Demands([], options).UnmetOption(Engine, Plain));
        Assert.StartsWith(
            "--cache-to: the engine unix:///run/e.sock has no BuildKit, so it cannot write a build cache of type inline; ",
            Refusal(options, null)
        );
        Assert.StartsWith("--cache-from: ", Refusal(options with { CacheTo = [] }, null));
    }

    private string? Refusal(ImageOptions options, EngineFeatures? features) => Demands([], options).UnmetOption(Engine, features);

    private EngineDemands Demands(IReadOnlyList<PlannedImage> images, ImageOptions? options = null) => new(images, options ?? Options);

    private static PlannedImage Image(string name, SourceLocation? platformsAt)
    {
        var planned = SampleFamily.Planned(name, "FROM scratch\n");
        var platforms = platformsAt is null ? planned.Rendered.Variant.Platforms : ["linux/amd64", "linux/arm64"];
        var variant = planned.Rendered.Variant with { Platforms = platforms, PlatformsAt = platformsAt };
        return planned with { Rendered = planned.Rendered with { Variant = variant } };
    }
}
