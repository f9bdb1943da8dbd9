using System.Net;
using System.Text;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Registry.Tests.Referrers;

public sealed class ReferrerTests : IDisposable
{
    private static readonly RegistryReference Repository = RegistryReference.Parse("r.example/acme/base:1");
    private static readonly string Subject = ContentDigest.Of("image"u8);
    private static readonly string Tag = Subject.Replace(':', '-');
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeRegistry registry = new();
    private bool keepsLists;

    public ReferrerTests() =>
        registry.Rule = request =>
            request.Method == HttpMethod.Put ? Put(request)
            : keepsLists && request.RequestUri!.AbsolutePath.Contains("/referrers/", StringComparison.Ordinal) ? List(request)
            : null;

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task A_list_is_read_page_by_page_and_filtered_where_the_registry_does_not()
    {
        keepsLists = true;

        Assert.Equal(["application/spdx+json", "application/sig", "application/spdx+json"], await ListAsync(null));
        Assert.Equal(["application/spdx+json", "application/spdx+json"], await ListAsync("application/spdx+json"));
        Assert.Equal(
            $"GET https://r.example/v2/acme/base/referrers/{Subject}?artifactType=application%2Fspdx%2Bjson",
            registry.Asked.ElementAt(2)
        );
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.OK)]
    public async Task Without_the_API_the_tag_is_read(HttpStatusCode status)
    {
        await AddAsync("application/sig");
        registry.Rule = request =>
            request.RequestUri!.AbsolutePath.Contains("/referrers/", StringComparison.Ordinal)
                ? FakeRegistry.Answer(status, "<html>")
                : null;

        Assert.Equal(["application/sig"], await ListAsync(null));
        Assert.Empty(await ListAsync("application/spdx+json"));
    }

    [Fact]
    public async Task Where_there_is_neither_list_nor_tag_there_is_nothing() => Assert.Empty(await ListAsync(null));

    [Fact]
    public async Task Without_the_API_a_referrer_is_added_to_what_the_tag_holds()
    {
        await AddAsync("application/sig");
        await AddAsync("application/spdx+json");
        await AddAsync("application/spdx+json");

        Assert.Equal(["application/sig", "application/spdx+json"], await ListAsync(null));
    }

    [Fact]
    public async Task What_others_wrote_into_the_tag_stays()
    {
        registry.Put(
            $"acme/base/manifests/{Tag}",
            MediaTypes.OciIndex,
            $$"""{"schemaVersion":2,"manifests":[{"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{Subject}}","size":1,"x-other":{"a":1} }],"x-mine":true}"""
        );

        await AddAsync("application/sig");

        using var client = registry.Client();
        var index = Encoding.UTF8.GetString((await client.GetManifestAsync(Repository.WithTag(Tag), cancel)).Bytes.Span);
        Assert.Contains(""""x-other":{"a":1}"""", index, StringComparison.Ordinal);
        Assert.Contains(""""x-mine":true"""", index, StringComparison.Ordinal);
        Assert.Contains("application/sig", index, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_writes_at_the_same_time_does_not_take_it_away_again()
    {
        var others = 1;
        var rule = registry.Rule;
        registry.Rule = request =>
        {
            var answer = rule(request);
            if (answer is not null && request.RequestUri!.AbsolutePath.EndsWith(Tag, StringComparison.Ordinal) && others-- > 0)
            {
                registry.Put($"acme/base/manifests/{Tag}", MediaTypes.OciIndex, """{"schemaVersion":2,"manifests":[]}""");
            }

            return answer;
        };

        await AddAsync("application/sig");

        Assert.Equal(["application/sig"], await ListAsync(null));
    }

    [Fact]
    public async Task A_registry_that_says_that_it_keeps_the_list_and_does_gets_no_tag()
    {
        keepsLists = true;

        await AddAsync("application/sig");

        Assert.DoesNotContain(registry.Asked, line => line.EndsWith(Tag, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_manifest_about_nothing_is_refused()
    {
        using var client = registry.Client();

        var error = await Assert.ThrowsAsync<RegistryException>(() =>
            client.AddReferrerAsync(Repository, MediaTypes.OciManifest, Encoding.UTF8.GetBytes("{}"), cancel)
        );

        Assert.EndsWith("the manifest has no 'subject'; name what it is about", error.Message, StringComparison.Ordinal);
        Assert.Empty(registry.Asked);
    }

    private async Task AddAsync(string type)
    {
        using var client = registry.Client();
        var manifest =
            $$"""{"schemaVersion":2,"artifactType":"{{type}}","subject":{"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{Subject}}","size":5} }""";
        var added = await client.AddReferrerAsync(Repository, MediaTypes.OciManifest, Encoding.UTF8.GetBytes(manifest), cancel);
        Assert.Equal(type, added.ArtifactType);
    }

    private async Task<List<string?>> ListAsync(string? type)
    {
        using var client = registry.Client();
        var types = new List<string?>();
        await foreach (var referrer in client.ListReferrersAsync(Repository, Subject, type, cancel))
        {
            types.Add(referrer.ArtifactType);
        }

        return types;
    }

    private HttpResponseMessage Put(HttpRequestMessage request)
    {
        var text = request.Content!.ReadAsStringAsync(cancel).GetAwaiter().GetResult();
        registry.Put(request.RequestUri!.AbsolutePath["/v2/".Length..], request.Content.Headers.ContentType!.MediaType!, text);
        return keepsLists
            ? FakeRegistry.Answer(HttpStatusCode.Created, "", ("OCI-Subject", Subject))
            : FakeRegistry.Answer(HttpStatusCode.Created);
    }

    private static HttpResponseMessage List(HttpRequestMessage request)
    {
        var isLast = request.RequestUri!.Query.Contains("page=2", StringComparison.Ordinal);
        var response = FakeRegistry.Answer(
            HttpStatusCode.OK,
            isLast ? Index("application/spdx+json") : Index("application/spdx+json", "application/sig"),
            isLast ? [] : [("Link", $"<{request.RequestUri.AbsolutePath}?page=2>; rel=\"next\"")]
        );
        response.Content.Headers.ContentType = new(MediaTypes.OciIndex);
        return response;
    }

    private static string Index(params string[] types) =>
        $$"""{"schemaVersion":2,"manifests":[{{string.Join(',', types.Select(type => $$"""{"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{ContentDigest.Of(Encoding.UTF8.GetBytes(type))}}","size":1,"artifactType":"{{type}}"}"""))}}]}""";
}
