using System.Net;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Registry.Tests.Transport;

public sealed class RetryTests : IDisposable
{
    private static readonly RegistryReference Base = RegistryReference.Parse("r.example/acme/base:1");
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeRegistry registry = new();
    private readonly HastyTime time = new();

    public RetryTests() => registry.PutImage("acme/base", "1");

    public void Dispose() => registry.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_registry_out_of_breath_is_asked_again_ever_later(HttpStatusCode status)
    {
        FailTimes(3, () => FakeRegistry.Answer(status));
        using var client = registry.Client(time: time);

        Assert.NotNull(await client.FindAsync(Base, cancel));

        Assert.Equal(4, registry.Asked.Count);
        // Three times between the attempts; a registry that says 429 may be given more time than that.
        Assert.InRange(time.Waits.Count, 3, status == HttpStatusCode.TooManyRequests ? 6 : 3);
        Assert.All(time.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(8)));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task A_clear_answer_is_not_asked_for_twice(HttpStatusCode status)
    {
        FailTimes(1, () => FakeRegistry.Answer(status));
        using var client = registry.Client(time: time);

        Assert.Equal(status, (await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(Base, cancel))).Status);
        Assert.Single(registry.Asked);
    }

    [Fact]
    public async Task A_registry_that_says_when_to_come_back_is_believed()
    {
        FailTimes(1, () => FakeRegistry.Answer(HttpStatusCode.TooManyRequests, "", ("Retry-After", "7")));
        using var client = registry.Client(time: time);

        await client.ResolveAsync(Base, cancel);

        Assert.Equal([TimeSpan.FromSeconds(7)], time.Waits);
    }

    [Fact]
    public async Task A_date_to_come_back_counts_as_well()
    {
        var date = (time.Now + TimeSpan.FromSeconds(9)).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        FailTimes(1, () => FakeRegistry.Answer(HttpStatusCode.ServiceUnavailable, "", ("Retry-After", date)));
        using var client = registry.Client(time: time);

        await client.ResolveAsync(Base, cancel);

        Assert.Equal([TimeSpan.FromSeconds(9)], time.Waits);
    }

    [Fact]
    public async Task Nobody_waits_for_an_hour()
    {
        FailTimes(
            1,
            () =>
                FakeRegistry.Answer(
                    HttpStatusCode.TooManyRequests,
                    """{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your\npull rate limit"}]}""",
                    ("Retry-After", "3540")
                )
        );
        using var client = registry.Client(time: time);

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(RegistryReference.Parse("debian:12"), cancel));

        Assert.Equal(RegistryProblem.RateLimited, error.Problem);
        Assert.Equal(
            "debian:12: docker.io takes no more requests; wait 59 min, or log in with 'docker login docker.io' "
                + "(HEAD https://registry-1.docker.io/v2/library/debian/manifests/12: 429 You have reached your pull rate limit)",
            error.Message
        );
        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task Docker_Hubs_limit_of_abuse_is_one_line_although_it_is_no_JSON_and_names_no_time()
    {
        FailTimes(100, () => FakeRegistry.Answer(HttpStatusCode.TooManyRequests, "Too Many Requests (HAP429)\nsee the documentation"));
        using var client = registry.Client(time: time);

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(RegistryReference.Parse("debian:12"), cancel));

        Assert.Equal(RegistryProblem.RateLimited, error.Problem);
        Assert.Equal(
            "debian:12: docker.io takes no more requests; wait, or log in with 'docker login docker.io' "
                + "(HEAD https://registry-1.docker.io/v2/library/debian/manifests/12: 429)",
            error.Message
        );
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again_and_a_name_that_is_not_known_is_not()
    {
        FailTimes(1, () => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        using var client = registry.Client(time: time);
        await client.ResolveAsync(Base, cancel);
        Assert.Equal(2, registry.Asked.Count);

        registry.Asked.Clear();
        FailTimes(1, () => throw new HttpRequestException(HttpRequestError.NameResolutionError, "who?"));
        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(Base, cancel));

        Assert.Equal("r.example/acme/base:1: the name r.example is not known; check the network and the registry's name", error.Message);
        Assert.Single(registry.Asked);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_read_again()
    {
        FailTimes(
            1,
            () =>
            {
                var response = FakeRegistry.Answer(HttpStatusCode.OK);
                response.Content = new StreamContent(new BrokenStream());
                return response;
            }
        );
        using var client = registry.Client(time: time);

        await client.GetManifestAsync(Base, cancel);

        Assert.Equal(2, registry.Asked.Count);
    }

    [Fact]
    public async Task A_registry_that_goes_on_failing_is_given_up()
    {
        FailTimes(99, () => FakeRegistry.Answer(HttpStatusCode.BadGateway, "<html>"));
        using var client = registry.Client(time: time);

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(Base, cancel));

        Assert.Equal(
            "r.example/acme/base:1: r.example failed; try again later (HEAD https://r.example/v2/acme/base/manifests/1: 502)",
            error.Message
        );
        Assert.Equal(5, registry.Asked.Count);
    }

    private void FailTimes(int times, Func<HttpResponseMessage> answer) => registry.Rule = _ => times-- > 0 ? answer() : null;

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("the peer went away");
    }
}
