using Images.Definitions.Syntax;

namespace Images.Tests.Definitions.Syntax;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("debian", "debian", null)]
    [InlineData("debian:bookworm-slim", "debian", "bookworm-slim")]
    [InlineData("docker.io/library/debian:12", "docker.io/library/debian", "12")]
    [InlineData("localhost:5000/a/b:c", "localhost:5000/a/b", "c")]
    [InlineData("registry:5000/a", "registry:5000/a", null)]
    [InlineData("nvcr.io/nvidia/cuda:12.4.1-base_ubuntu", "nvcr.io/nvidia/cuda", "12.4.1-base_ubuntu")]
    [InlineData("a__b/c--d/e.f", "a__b/c--d/e.f", null)]
    public void A_reference_has_a_repository_and_perhaps_a_tag(string text, string repository, string? tag)
    {
        var reference = ImageReference.TryParse(text);

        Assert.NotNull(reference);
        Assert.Equal((repository, tag), (reference.Repository, reference.Tag));
        Assert.Equal(text, reference.ToString());
    }

    [Fact]
    public void A_digest_can_follow()
    {
        var digest = "sha256:" + new string('a', 64);

        Assert.Equal(new("debian", "12", digest), ImageReference.TryParse("debian:12@" + digest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Debian:12")]
    [InlineData("debian AS evil")]
    [InlineData("debian:")]
    [InlineData("debian:12\n")]
    [InlineData("debian:12\nRUN x")]
    [InlineData(":12")]
    [InlineData("-debian")]
    [InlineData("debian@sha256:abc")]
    [InlineData("https://docker.io/debian")]
    [InlineData("a//b")]
    [InlineData("$BASE")]
    [InlineData("débian")]
    public void Anything_else_is_none(string text) => Assert.Null(ImageReference.TryParse(text));

    [Theory]
    [InlineData("docker.io/library/debian:12", "debian:12")]
    [InlineData("docker.io/acme/base", "acme/base")]
    [InlineData("ghcr.io/library/base", "ghcr.io/library/base")]
    [InlineData("debian:12", "debian:12")]
    public void The_familiar_form_leaves_out_the_name_of_Docker_Hub(string name, string familiar) =>
        Assert.Equal(familiar, ImageReference.Familiar(name));

    [Fact]
    public void A_repository_has_at_most_255_characters() => Assert.Null(ImageReference.TryParse(new string('a', 256)));

    [Fact]
    public void A_long_text_that_almost_matches_is_refused_at_once() =>
        Assert.Null(ImageReference.TryParse(string.Concat(Enumerable.Repeat("a-", 100_000)) + "!"));
}
