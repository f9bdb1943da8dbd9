using System.Net;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Registry.Tests;

public sealed class RegistryClientTests : IDisposable
{
    private static readonly RegistryReference Base = RegistryReference.Parse("r.example/acme/base:1");
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task A_tag_is_resolved_by_one_head()
    {
        var image = registry.PutImage("acme/base", "1");

        using var client = registry.Client();

        Assert.Equal(image, await client.FindAsync(Base, cancel), IsSame);
        Assert.Equal(["HEAD https://r.example/v2/acme/base/manifests/1"], registry.Asked);
    }

    [Fact]
    public async Task Where_a_head_tells_no_digest_it_is_computed_from_the_document()
    {
        var image = registry.PutImage("acme/base", "1");
        registry.TellsDigest = false;

        using var client = registry.Client();

        Assert.Equal(image, await client.FindAsync(Base, cancel), IsSame);
    }

    [Fact]
    public async Task Where_a_head_is_not_allowed_the_document_is_read()
    {
        var image = registry.PutImage("acme/base", "1");
        registry.Rule = request => request.Method == HttpMethod.Head ? FakeRegistry.Answer(HttpStatusCode.MethodNotAllowed) : null;

        using var client = registry.Client();

        Assert.Equal(image, await client.FindAsync(Base, cancel), IsSame);
    }

    [Fact]
    public async Task What_is_not_there_is_null_or_an_error_that_says_what_to_do()
    {
        using var client = registry.Client();

        Assert.Null(await client.FindAsync(Base, cancel));
        var error = await Assert.ThrowsAsync<RegistryException>(() => client.GetManifestAsync(Base, cancel));
        Assert.Equal(RegistryProblem.NotFound, error.Problem);
        Assert.Equal(
            "r.example/acme/base:1: r.example does not have it; check the name and the tag "
                + "(GET https://r.example/v2/acme/base/manifests/1: 404 manifest unknown)",
            error.Message
        );
    }

    [Fact]
    public async Task Docker_Hub_is_asked_under_the_name_of_its_API()
    {
        registry.PutImage("library/debian", "bookworm-slim");

        using var client = registry.Client();
        await client.ResolveAsync(RegistryReference.Parse("debian:bookworm-slim"), cancel);

        Assert.Equal(["HEAD https://registry-1.docker.io/v2/library/debian/manifests/bookworm-slim"], registry.Asked);
    }

    [Fact]
    public async Task The_platform_is_picked_from_an_index_and_attestations_are_not()
    {
        var amd64 = registry.PutImage("acme/base", "amd64");
        var arm64 = registry.PutImage("acme/base", "arm64", "linux/arm64");
        var index =
            $$"""{"schemaVersion":2,"manifests":[{{FakeRegistry.Json(amd64, "unknown/unknown")}},{{FakeRegistry.Json(amd64, "linux/amd64")}},{{FakeRegistry.Json(arm64, "linux/arm64")}}]}""";
        registry.Put("acme/base/manifests/1", MediaTypes.OciIndex, index);

        using var client = registry.Client();
        var manifest = await client.GetManifestAsync(Base, new Platform("linux", "arm64", "v8"), cancel);

        Assert.Equal(arm64.Digest, manifest.Descriptor.Digest);
        Assert.Equal(
            ["linux/amd64", "linux/arm64"],
            (await client.GetManifestAsync(Base, cancel)).ToIndex().Images.Select(image => $"{image.Platform}")
        );
        var error = await Assert.ThrowsAsync<RegistryException>(() =>
            client.GetManifestAsync(Base, new Platform("linux", "s390x"), cancel)
        );
        Assert.Equal(
            "r.example/acme/base:1: there is none for linux/s390x, only for linux/amd64, linux/arm64; choose another base or platform",
            error.Message
        );
    }

    [Fact]
    public async Task The_configuration_says_platform_labels_layers_and_date()
    {
        registry.PutImage("acme/base", "1", labels: """ "a":"b" """);

        using var client = registry.Client();
        var manifest = (await client.GetManifestAsync(Base, cancel)).ToImage();
        var configuration = await client.GetConfigurationAsync(Base, manifest, cancel);

        Assert.Equal(new Platform("linux", "amd64"), configuration.Platform);
        Assert.Equal("b", configuration.Labels["a"]);
        Assert.Equal(["sha256:aa"], configuration.DiffIds);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), configuration.Created);
        Assert.Equal(5, Assert.Single(manifest.Layers).Size);
    }

    [Fact]
    public async Task Other_bytes_than_those_of_the_digest_are_refused()
    {
        registry.PutImage("acme/base", "1");
        var wanted = Base.WithDigest(ContentDigest.Of("something else"u8));
        registry.Put("acme/base/manifests/x", MediaTypes.OciManifest, "{}");
        registry.Rule = request => FakeRegistry.Answer(HttpStatusCode.OK, "{}");

        using var client = registry.Client();
        var error = await Assert.ThrowsAsync<RegistryException>(() => client.GetManifestAsync(wanted, cancel));

        Assert.Equal(RegistryProblem.BadDigest, error.Problem);
        Assert.Contains(wanted.Digest!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_names_another_digest_than_the_bytes_have_is_refused()
    {
        registry.Rule = _ => FakeRegistry.Answer(HttpStatusCode.OK, "{}", ("Docker-Content-Digest", ContentDigest.Of("something else"u8)));

        using var client = registry.Client();

        Assert.Equal(
            RegistryProblem.BadDigest,
            (await Assert.ThrowsAsync<RegistryException>(() => client.GetManifestAsync(Base, cancel))).Problem
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_manifest_has_four_mebibytes_at_most(bool announced)
    {
        registry.Rule = _ =>
        {
            var response = FakeRegistry.Answer(HttpStatusCode.OK);
            var body = new byte[(4 * 1024 * 1024) + 1];
            response.Content = announced ? new ByteArrayContent(body) : new UnannouncedContent(body);
            return response;
        };

        using var client = registry.Client();

        Assert.Equal(
            RegistryProblem.TooLarge,
            (await Assert.ThrowsAsync<RegistryException>(() => client.GetManifestAsync(Base, cancel))).Problem
        );
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"manifests":{}}""")]
    [InlineData("""{"manifests":[{"digest":"sha256:1"}]}""")]
    [InlineData("""{"manifests":[],"manifests":[]}""")]
    public async Task An_index_that_is_none_is_an_error_and_no_crash(string text)
    {
        registry.Put("acme/base/manifests/1", MediaTypes.OciIndex, text);

        using var client = registry.Client();
        var error = await Assert.ThrowsAsync<RegistryException>(() =>
            client.GetManifestAsync(Base, new Platform("linux", "amd64"), cancel)
        );

        Assert.Equal(RegistryProblem.Malformed, error.Problem);
    }

    [Fact]
    public async Task The_old_manifests_of_docker_are_named_and_not_read()
    {
        registry.Put("acme/base/manifests/1", "application/vnd.docker.distribution.manifest.v1+prettyjws", """{"mediaType":"x/y"}""");

        using var client = registry.Client();

        Assert.Equal(
            "r.example/acme/base:1: x/y is no image that can be read here; push it anew with a current engine",
            (await Assert.ThrowsAsync<RegistryException>(() => client.GetManifestAsync(Base, cancel))).Message
        );
    }

    [Fact]
    public async Task Tags_are_listed_page_by_page_and_no_other_host_is_followed()
    {
        registry.Rule = request =>
            request.RequestUri!.Query switch
            {
                "?n=1000" => FakeRegistry.Answer(
                    HttpStatusCode.OK,
                    """{"tags":["a","b"]}""",
                    ("Link", "</v2/acme/base/tags/list?last=b>; rel=\"next\"")
                ),
                "?last=b" => FakeRegistry.Answer(
                    HttpStatusCode.OK,
                    """{"tags":["c"]}""",
                    ("Link", "<https://evil.example/v2/acme/base/tags/list?last=c>; rel=\"next\"")
                ),
                _ => null,
            };

        using var client = registry.Client();

        Assert.Equal(["a", "b", "c"], await client.ListTagsAsync(Base, cancel).ToListAsync(cancel));
    }

    [Fact]
    public async Task A_repository_without_tags_has_none()
    {
        registry.Rule = _ => FakeRegistry.Answer(HttpStatusCode.OK, """{"name":"acme/base","tags":null}""");

        using var client = registry.Client();

        Assert.Empty(await client.ListTagsAsync(Base, cancel).ToListAsync(cancel));
    }

    [Fact]
    public async Task Deleting_says_whether_there_was_something()
    {
        using var client = registry.Client();
        registry.Rule = request => request.Method == HttpMethod.Delete ? FakeRegistry.Answer(HttpStatusCode.Accepted) : null;

        Assert.True(await client.DeleteAsync(Base, cancel));
        registry.Rule = _ => null;
        Assert.False(await client.DeleteAsync(Base, cancel));
    }

    [Fact]
    public async Task A_registry_that_deletes_nothing_is_told_so()
    {
        registry.Rule = _ => FakeRegistry.Answer(HttpStatusCode.MethodNotAllowed);
        using var client = registry.Client();

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.DeleteAsync(Base, cancel));

        Assert.Equal(RegistryProblem.Unsupported, error.Problem);
        Assert.Equal(
            "r.example/acme/base:1: r.example deletes nothing by request; delete it on the registry's pages, or have deletion turned on there "
                + "(DELETE https://r.example/v2/acme/base/manifests/1: 405)",
            error.Message
        );
    }

    private static bool IsSame(Descriptor? one, Descriptor? other) =>
        (one?.MediaType, one?.Digest, one?.Size) == (other?.MediaType, other?.Digest, other?.Size);

    private sealed class UnannouncedContent(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(bytes, CancellationToken.None).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
