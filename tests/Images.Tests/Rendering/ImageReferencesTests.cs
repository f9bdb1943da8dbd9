using Images.Definitions;
using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class ImageReferencesTests
{
    private static readonly SourceLocation Place = new("images/r-ver/image.yaml", 5, 8);

    [Fact]
    public void A_reference_is_the_primary_registry_the_name_and_the_first_version_tag()
    {
        var variant = Sample.Variant("r-ver", "4.6.1") with
        {
            Tags = [new Tag("latest", TagClass.Moving, Place), new Tag("4.6.1", TagClass.Version, Place)],
        };

        Assert.Equal(
            "docker.io/acme/r-ver:4.6.1",
            ImageReferences.Of(Sample.Family("/x", variant) with { Registries = ["docker.io/acme", "ghcr.io/acme"] }, variant)
        );
        Assert.Equal("r-ver:4.6.1", ImageReferences.Of(Sample.Family("/x", variant), variant));
    }

    [Fact]
    public void Without_a_version_tag_the_folder_is_the_tag()
    {
        var variant = Sample.Variant("base", "default") with { Tags = [new Tag("latest", TagClass.Moving, Place)] };

        Assert.Equal("base:default", ImageReferences.Of(Sample.Family("/x", variant), variant));
    }

    [Fact]
    public void A_reference_leads_back_to_its_variant()
    {
        var variant = Sample.Variant("base", "default");
        var references = new ImageReferences(Sample.Family("/x", variant));

        Assert.True(references.TryFind("base:default", out var found));
        Assert.Same(variant, found);
        Assert.False(references.TryFind("debian:bookworm-slim", out _));
    }
}
