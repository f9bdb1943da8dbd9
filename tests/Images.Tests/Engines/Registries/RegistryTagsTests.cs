using System.Net;
using System.Text;
using Images.Engines.Registries;
using Images.Registry;
using Images.Registry.Logins;
using Images.Registry.Tests;
using Images.Registry.Transport;

namespace Images.Tests.Engines.Registries;

public sealed class RegistryTagsTests : IDisposable
{
    private const string Reference = "127.0.0.1:5000/team/images-exchange:a-1-run.x";
    private const string Digest = "sha256:d";

    private readonly Registry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task A_registry_that_deletes_tags_is_asked_for_that_alone()
    {
        Assert.Null(await RemoveAsync(Reference));
        Assert.Equal(["DELETE http://127.0.0.1:5000/v2/team/images-exchange/manifests/a-1-run.x"], registry.Asked);
    }

    [Fact]
    public async Task One_that_deletes_by_digest_only_is_told_the_digest()
    {
        registry.DeletesTags = false;
        Assert.Null(await RemoveAsync(Reference));
        Assert.EndsWith("/manifests/sha256:d", registry.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_deleted_by_digest_while_another_tag_is_needed()
    {
        registry.DeletesTags = false;
        registry.Tags = "\"a-1-run.x\", \"a-1-run.other\"";
        Assert.Equal("it deletes by digest only, and a tag that is needed names the same image", await RemoveAsync(Reference));
        Assert.DoesNotContain(registry.Asked, line => line.Contains(Digest, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_permits_no_deletes_is_quoted()
    {
        registry.DeletesTags = false;
        registry.DeletesDigests = false;
        Assert.Equal("the registry answers 405 to a delete", await RemoveAsync(Reference));
    }

    [Fact]
    public async Task The_login_goes_to_its_registry_over_TLS_and_Docker_Hub_is_not_asked()
    {
        registry.WantsLogin = true;
        Assert.Null(await RemoveAsync("r.example/a:1"));
        Assert.Equal(
            ["DELETE https://r.example/v2/a/manifests/1", "DELETE https://r.example/v2/a/manifests/1 Basic bWU6c2VjcmV0"],
            registry.Asked
        );
        Assert.NotNull(await RemoveAsync("acme/images-exchange:1"));
        Assert.NotNull(await RemoveAsync("docker.io/acme/images-exchange:1"));
        Assert.Equal(2, registry.Asked.Count);
    }

    [Fact]
    public async Task A_registry_that_is_gone_is_a_reason_and_no_error()
    {
        registry.IsGone = true;
        Assert.Contains("127.0.0.1:5000 does not answer: connection refused", await RemoveAsync(Reference), StringComparison.Ordinal);
    }

    private async Task<string?> RemoveAsync(string reference)
    {
        using var http = new HttpMessageInvoker(registry, disposeHandler: false);
        using var client = new RegistryClient(new RegistryOptions { Credentials = new Logins() }, new HastyTime(), http);
        var tags = new RegistryTags(client);
        return await tags.RemoveAsync(
            reference,
            Digest,
            tag => tag.Contains("other", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
    }

    private sealed class Logins : IRegistryCredentials
    {
        public ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken) =>
            ValueTask.FromResult(host == "r.example" ? new RegistryCredential("me", "secret") : null);
    }

    private sealed class Registry : HttpMessageHandler
    {
        public bool DeletesTags { get; set; } = true;

        public bool DeletesDigests { get; set; } = true;

        public bool IsGone { get; set; }

        public bool WantsLogin { get; set; }

        public string Tags { get; set; } = "\"a-1-run.x\"";

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsGone)
            {
                throw new HttpRequestException("no", new IOException("connection refused"));
            }

            var path = request.RequestUri!.ToString();
            Asked.Add($"{request.Method} {path}{(request.Headers.Authorization is { } login ? $" {login}" : "")}");
            if (WantsLogin && request.Headers.Authorization is null)
            {
                var refused = new HttpResponseMessage(HttpStatusCode.Unauthorized);
                refused.Headers.TryAddWithoutValidation("WWW-Authenticate", "Basic realm=\"r\"");
                return Task.FromResult(refused);
            }

            var allowed = path.EndsWith(Digest, StringComparison.Ordinal) ? DeletesDigests : DeletesTags;
            return Task.FromResult(
                request.Method == HttpMethod.Get
                    ? new HttpResponseMessage(HttpStatusCode.OK)
                    {
                        Content = new StringContent($$"""{"name": "x", "tags": [{{Tags}}]}""", Encoding.UTF8, "application/json"),
                    }
                    : new HttpResponseMessage(allowed ? HttpStatusCode.Accepted : HttpStatusCode.MethodNotAllowed)
            );
        }
    }
}
