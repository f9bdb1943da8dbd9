using Images.Registry.References;

namespace Images.Registry.Tests.References;

public sealed class RegistryReferenceTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("debian", "docker.io", "library/debian", "latest", null, "debian:latest")]
    [InlineData("debian:bookworm-slim", "docker.io", "library/debian", "bookworm-slim", null, "debian:bookworm-slim")]
    [InlineData("docker.io/library/debian:12", "docker.io", "library/debian", "12", null, "debian:12")]
    [InlineData("index.docker.io/acme/base:1", "docker.io", "acme/base", "1", null, "acme/base:1")]
    [InlineData("localhost/a:1", "localhost", "a", "1", null, "localhost/a:1")]
    [InlineData("127.0.0.1:5000/team/a:1", "127.0.0.1:5000", "team/a", "1", null, "127.0.0.1:5000/team/a:1")]
    [InlineData("[::1]:5000/a:1", "[::1]:5000", "a", "1", null, "[::1]:5000/a:1")]
    [InlineData("ghcr.io/acme/base@sha256:" + Hex, "ghcr.io", "acme/base", null, "sha256:" + Hex, "ghcr.io/acme/base@sha256:" + Hex)]
    [InlineData("debian:12@sha256:" + Hex, "docker.io", "library/debian", "12", "sha256:" + Hex, "debian:12@sha256:" + Hex)]
    public void A_reference_is_read_with_the_defaults_of_docker_and_written_without(
        string text,
        string registry,
        string repository,
        string? tag,
        string? digest,
        string written
    )
    {
        var reference = RegistryReference.Parse(text);

        Assert.Equal(new RegistryReference(registry, repository, tag, digest), reference);
        Assert.Equal(written, reference.ToString());
        Assert.Equal(reference, RegistryReference.Parse(reference.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Debian")]
    [InlineData("debian:")]
    [InlineData("debian@sha256:abc")]
    [InlineData("../etc/passwd")]
    [InlineData("a//b")]
    [InlineData("ghcr.io/a?b")]
    [InlineData("https://ghcr.io/a")]
    [InlineData("ghcr.io/a:1\n")]
    public void What_is_no_reference_is_refused(string text)
    {
        Assert.Null(RegistryReference.TryParse(text));
        Assert.Throws<FormatException>(() => RegistryReference.Parse(text));
    }

    [Fact]
    public void Docker_Hub_answers_under_another_name() =>
        Assert.Equal(
            ("registry-1.docker.io", "ghcr.io"),
            (RegistryReference.Parse("debian").ApiHost, RegistryReference.Parse("ghcr.io/a/b").ApiHost)
        );

    [Theory]
    [InlineData("linux/arm64", "linux/arm64/v8", true)]
    [InlineData("linux/arm/v7", "linux/arm", true)]
    [InlineData("linux/arm/v6", "linux/arm", false)]
    [InlineData("linux/amd64", "linux/arm64", false)]
    [InlineData("linux/amd64", "windows/amd64", false)]
    public void A_variant_that_is_left_out_is_the_usual_one(string one, string other, bool same) =>
        Assert.Equal(same, Platform.TryParse(one)!.IsSameAs(Platform.TryParse(other)!));

    [Theory]
    [InlineData("linux")]
    [InlineData("linux/")]
    [InlineData("linux/arm/v7/x")]
    public void A_platform_has_two_or_three_parts(string text) => Assert.Null(Platform.TryParse(text));

    [Fact]
    public void Content_is_checked_in_both_algorithms()
    {
        var sha512 = "sha512:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData("a"u8));

        Assert.True(ContentDigest.Matches(ContentDigest.Of("a"u8), "a"u8));
        Assert.True(ContentDigest.Matches(sha512, "a"u8));
        Assert.False(ContentDigest.Matches(sha512, "b"u8));
        Assert.False(ContentDigest.IsDigest("sha256:" + Hex.ToUpperInvariant()));
        Assert.False(ContentDigest.IsDigest("md5:" + Hex));
    }
}
