using Images.Building.Inspecting;
using Images.Engines.Inspecting;
using Images.Engines.Registries;
using Images.Planning;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Tests;

namespace Images.Tests.Engines.Registries;

public sealed class RegistryReadingTests : IDisposable
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task A_base_is_locked_for_each_platform_of_its_index()
    {
        var (amd64, arm64, index) = Index("team/base", "1");

        using var client = registry.Client();
        var locked = await new RegistryBases(client).ResolveAsync("r.example/team/base:1", null, ["linux/amd64", "linux/arm64/v8"], cancel);

        Assert.Equal(index.Digest, locked.Digest);
        Assert.Equal([amd64.Digest, arm64.Digest], locked.Platforms.Values);
    }

    [Fact]
    public async Task A_base_without_an_index_is_locked_for_its_own_platform_only()
    {
        var image = registry.PutImage("team/base", "1");

        using var client = registry.Client();
        var bases = new RegistryBases(client);

        Assert.Equal([image.Digest], (await bases.ResolveAsync("r.example/team/base:1", null, ["linux/amd64"], cancel)).Platforms.Values);
        Assert.Equal(image.Digest, await bases.DigestAsync("r.example/team/base:1", cancel));
        var error = await Assert.ThrowsAsync<RegistryException>(() =>
            bases.ResolveAsync("r.example/team/base:1", null, ["linux/arm64"], cancel)
        );
        Assert.Equal(
            "r.example/team/base:1: there is none for linux/arm64, only for linux/amd64; choose another base or platform",
            error.Message
        );
    }

    [Fact]
    public async Task An_inspection_says_what_the_registry_has_and_how_it_stands()
    {
        registry.PutImage("acme/r-ver", "4.6.1", labels: """ "org.images.variant":"base","org.images.fingerprint":"sha256:f" """);
        using var client = registry.Client();
        var graph = Planning.PlanningFamily.Graph();
        var inspector = new ImageInspector(
            null,
            new RegistryDescriptions(client),
            graph,
            (image, kept) => Task.FromResult(Entry(image, kept))
        );

        var reference = RegistryReference.Parse("r.example/acme/r-ver:4.6.1");
        var found = await inspector.InspectAsync(reference, [], new Platform("linux", "amd64"), cancel);
        var missing = await inspector.InspectAsync(reference.WithTag("x"), [], new Platform("linux", "amd64"), cancel);

        Assert.Null(found.Engine);
        Assert.Equal(["linux/amd64"], found.Registry!.Platforms);
        Assert.Equal(("base", ImageCurrency.Outdated), (found.Registry.Standing!.Variant, found.Registry.Standing.Currency));
        Assert.Equal(["arg A 1 -> 2"], found.Registry.Standing.Reasons);
        Assert.Contains("\"state\": \"outdated\"", found.ToJson(), StringComparison.Ordinal);
        Assert.Null(missing.Registry);
        Assert.Empty(missing.Problems);
    }

    [Theory]
    [InlineData("sha256:f", ImageCurrency.Current)]
    [InlineData("sha256:other", ImageCurrency.Outdated)]
    [InlineData(null, ImageCurrency.Unknown)]
    public async Task An_image_is_current_when_a_build_would_give_its_fingerprint(string? fingerprint, ImageCurrency currency)
    {
        var labels = new Dictionary<string, string> { [ImageLabels.Variant] = "base", [ImageLabels.Fingerprint] = "sha256:f" };

        var standing = await ImageStanding.OfAsync(
            labels,
            Planning.PlanningFamily.Graph(),
            (image, kept) => Task.FromResult(Entry(image, kept) with { Fingerprint = fingerprint })
        );

        Assert.Equal(currency, standing!.Currency);
    }

    [Fact]
    public async Task An_image_of_another_family_or_of_none_is_not_compared()
    {
        var labels = new Dictionary<string, string> { [ImageLabels.Variant] = "elsewhere" };

        var standing = await ImageStanding.OfAsync(
            labels,
            Planning.PlanningFamily.Graph(),
            (_, _) => throw new InvalidOperationException()
        );

        Assert.Equal(["the family here has no such image"], standing!.Reasons);
        Assert.Null(await ImageStanding.OfAsync(new Dictionary<string, string>(), null, (_, _) => throw new InvalidOperationException()));
    }

    [Fact]
    public void An_engine_s_description_is_read_with_what_it_leaves_out()
    {
        var description = LocalDescriptions.Read(
            System.Text.Json.Nodes.JsonNode.Parse(
                """{"Id":"sha256:1","Os":"linux","Architecture":"arm","Variant":"v7","Size":5,"Config":{"Labels":null},"RootFS":{"Layers":["sha256:a"]}}"""
            )!
        );

        Assert.Equal(("sha256:1", "linux/arm/v7", 5), (description.Digest, description.Platform, description.Size));
        Assert.Equal([new LayerDescription("sha256:a", null)], description.Layers);
        Assert.Empty(description.Labels);
        Assert.Null(description.Created);
    }

    private static PlanEntry Entry(PlannedImage image, KeptImage kept) =>
        new(image, [new PlanReason(ReasonKind.Arg, "A", "1", "2")], "sha256:today", kept, null!, null);

    private (Descriptor Amd64, Descriptor Arm64, Descriptor Index) Index(string repository, string tag)
    {
        var amd64 = registry.PutImage(repository, "amd64");
        var arm64 = registry.PutImage(repository, "arm64", "linux/arm64");
        var text =
            $$"""{"schemaVersion":2,"manifests":[{{FakeRegistry.Json(amd64, "linux/amd64")}},{{FakeRegistry.Json(arm64, "linux/arm64")}}]}""";
        return (amd64, arm64, registry.Put($"{repository}/manifests/{tag}", MediaTypes.OciIndex, text));
    }
}
