using System.Net;
using System.Text;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Registry.Tests.Manifests;

public sealed class ManifestWriterTests : IDisposable
{
    private static readonly RegistryReference Tag = RegistryReference.Parse("r.example/acme/base:1");
    private static readonly byte[] Manifest = Encoding.UTF8.GetBytes("""{"schemaVersion":2}""");
    private static readonly string Digest = ContentDigest.Of(Manifest);
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeRegistry registry = new();

    public ManifestWriterTests() => registry.Rule = request => request.Method == HttpMethod.Put ? Put(request) : null;

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task A_manifest_is_put_under_its_digest_and_under_a_tag()
    {
        Assert.Equal(new Descriptor(MediaTypes.OciManifest, Digest, Manifest.Length), await PutAsync(Tag.WithDigest(Digest)), IsSame);
        Assert.Equal(Digest, (await PutAsync(Tag)).Digest);

        Assert.Equal(
            [$"PUT https://r.example/v2/acme/base/manifests/{Digest}", "PUT https://r.example/v2/acme/base/manifests/1"],
            registry.Asked
        );
    }

    [Fact]
    public async Task A_manifest_that_got_there_although_the_answer_was_lost_is_not_put_again()
    {
        registry.Rule = request => request.Method == HttpMethod.Put ? throw Broken(Put(request)) : null;

        await PutAsync(Tag);

        Assert.Equal(["PUT", "HEAD"], registry.Asked.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_manifest_that_did_not_get_there_is_put_again_when_the_guard_lets_it()
    {
        var failures = 1;
        registry.Rule = request =>
            request.Method != HttpMethod.Put ? null
            : failures-- > 0 ? FakeRegistry.Answer(HttpStatusCode.BadGateway)
            : Put(request);
        var asked = 0;
        using var client = registry.Client();

        await client.PutManifestAsync(
            Tag,
            MediaTypes.OciManifest,
            Manifest,
            _ =>
            {
                asked++;
                return Task.CompletedTask;
            },
            cancel
        );

        Assert.Equal(2, asked);
        Assert.Equal(["PUT", "HEAD", "PUT"], registry.Asked.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task What_the_guard_throws_ends_it()
    {
        registry.Rule = request => request.Method == HttpMethod.Put ? FakeRegistry.Answer(HttpStatusCode.BadGateway) : null;
        var asked = 0;
        using var client = registry.Client();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            client.PutManifestAsync(
                Tag,
                MediaTypes.OciManifest,
                Manifest,
                _ => ++asked > 1 ? throw new InvalidOperationException("moved") : Task.CompletedTask,
                cancel
            )
        );

        Assert.Single(registry.Asked, line => line.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task A_blob_that_is_missing_is_named(HttpStatusCode status)
    {
        var missing = ContentDigest.Of("layer"u8);
        registry.Rule = request =>
            request.Method == HttpMethod.Put
                ? FakeRegistry.Answer(
                    status,
                    $$"""{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry","detail":"{{missing}}"}]}"""
                )
                : null;

        var error = await Assert.ThrowsAsync<RegistryException>(() => PutAsync(Tag));

        Assert.Equal((RegistryProblem.Incomplete, "MANIFEST_BLOB_UNKNOWN"), (error.Problem, error.Code));
        Assert.Equal(
            "r.example/acme/base:1: r.example lacks what the manifest names; push that first "
                + $"(PUT https://r.example/v2/acme/base/manifests/1: {(int)status} blob unknown to registry {missing})",
            error.Message
        );
    }

    [Fact]
    public async Task A_registry_that_names_another_digest_is_asked_what_it_has()
    {
        var other = ContentDigest.Of("other"u8);
        registry.Rule = request =>
            request.Method == HttpMethod.Put ? FakeRegistry.Answer(HttpStatusCode.Created, "", ("Docker-Content-Digest", other)) : null;

        var error = await Assert.ThrowsAsync<RegistryException>(() => PutAsync(Tag));

        Assert.Equal(RegistryProblem.BadDigest, error.Problem);
        Assert.Contains($"took {Digest} as {other}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_or_has_another_digest_is_not_sent()
    {
        using var client = registry.Client();

        var large = await Assert.ThrowsAsync<RegistryException>(() =>
            client.PutManifestAsync(Tag, MediaTypes.OciManifest, new byte[4_194_305], cancel)
        );
        var wrong = await Assert.ThrowsAsync<RegistryException>(() => PutAsync(Tag.WithDigest(ContentDigest.Of("other"u8))));

        Assert.Equal((RegistryProblem.TooLarge, RegistryProblem.BadDigest), (large.Problem, wrong.Problem));
        Assert.Empty(registry.Asked);
    }

    private async Task<Descriptor> PutAsync(RegistryReference reference)
    {
        using var client = registry.Client();
        return await client.PutManifestAsync(reference, MediaTypes.OciManifest, Manifest, cancel);
    }

    private HttpResponseMessage Put(HttpRequestMessage request)
    {
        var text = request.Content!.ReadAsStringAsync(cancel).GetAwaiter().GetResult();
        var put = registry.Put(request.RequestUri!.AbsolutePath["/v2/".Length..], request.Content.Headers.ContentType!.MediaType!, text);
        return FakeRegistry.Answer(HttpStatusCode.Created, "", ("Docker-Content-Digest", put.Digest));
    }

    private static HttpRequestException Broken(HttpResponseMessage answer)
    {
        answer.Dispose();
        return new HttpRequestException(HttpRequestError.ResponseEnded, "broken");
    }

    private static bool IsSame(Descriptor one, Descriptor other) =>
        (one.MediaType, one.Digest, one.Size) == (other.MediaType, other.Digest, other.Size);
}
