using System.Net;
using System.Net.Http.Headers;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Registry.Tests.Blobs;

public sealed class BlobStreamTests : IDisposable
{
    private static readonly RegistryReference Base = RegistryReference.Parse("r.example/acme/base:1");
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 300_000).Select(number => (byte)(number * 7 / 3))];
    private static readonly Descriptor Blob = new("application/octet-stream", ContentDigest.Of(Bytes), Bytes.Length);
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task A_blob_is_read_to_its_end()
    {
        registry.Rule = _ => Answer(Bytes);

        Assert.Equal(Bytes, await ReadAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_breaks_off_goes_on_where_it_broke(bool knowsRanges)
    {
        var ranges = new List<long?>();
        registry.Rule = request =>
        {
            ranges.Add(request.Headers.Range?.Ranges.First().From);
            return ranges.Count == 1 ? Answer(Bytes[..100_000])
                : knowsRanges ? Answer(Bytes[100_000..], 100_000)
                : Answer(Bytes);
        };

        Assert.Equal(Bytes, await ReadAsync());
        Assert.Equal([null, 100_000], ranges);
    }

    [Fact]
    public async Task Another_part_than_the_one_asked_for_is_refused()
    {
        var count = 0;
        registry.Rule = _ => count++ == 0 ? Answer(Bytes[..100_000]) : Answer(Bytes[200_000..], 200_000);

        Assert.Equal(RegistryProblem.Malformed, (await Assert.ThrowsAsync<RegistryException>(ReadAsync)).Problem);
    }

    [Fact]
    public async Task Other_bytes_than_those_of_the_digest_are_an_error_at_the_end()
    {
        byte[] other = [.. Bytes];
        other[^1]++;
        registry.Rule = _ => Answer(other);

        Assert.Equal(RegistryProblem.BadDigest, (await Assert.ThrowsAsync<RegistryException>(ReadAsync)).Problem);
    }

    [Fact]
    public async Task More_bytes_than_the_blob_has_are_refused()
    {
        registry.Rule = _ => Answer([.. Bytes, 1]);

        Assert.Equal(RegistryProblem.Malformed, (await Assert.ThrowsAsync<RegistryException>(ReadAsync)).Problem);
    }

    [Fact]
    public async Task What_goes_on_breaking_off_is_given_up()
    {
        registry.Rule = request => Answer(Bytes[..0], request.Headers.Range?.Ranges.First().From);

        var error = await Assert.ThrowsAsync<RegistryException>(ReadAsync);

        Assert.Equal(RegistryProblem.Unreachable, error.Problem);
        Assert.Equal(5, registry.Asked.Count);
    }

    [Fact]
    public async Task Storage_elsewhere_is_shown_no_login()
    {
        registry.Rule = request =>
            request.RequestUri!.Host == "storage.example" ? Answer(Bytes)
            : request.Headers.Authorization is null
                ? FakeRegistry.Answer(HttpStatusCode.Unauthorized, "", ("WWW-Authenticate", "Basic realm=r"))
            : FakeRegistry.Answer(HttpStatusCode.TemporaryRedirect, "", ("Location", "https://storage.example/blob?signature=s3cret"));
        using var client = registry.Client(new() { Credentials = new Wire.OneLogin("me", "s3cret") });

        await using var stream = await client.OpenBlobAsync(Base, Blob, cancel);

        Assert.Equal("GET https://storage.example/blob?signature=s3cret", registry.Asked.Last());
    }

    [Theory]
    [InlineData("http://storage.example/blob")]
    [InlineData("https://169.254.169.254/blob")]
    [InlineData("https://[::1]/blob")]
    [InlineData("https://localhost/blob")]
    public async Task Storage_that_must_not_be_asked_is_not(string location)
    {
        registry.Rule = _ => FakeRegistry.Answer(HttpStatusCode.Found, "", ("Location", location));

        var error = await Assert.ThrowsAsync<RegistryException>(ReadAsync);

        Assert.Contains("nothing was sent there", error.Message, StringComparison.Ordinal);
        Assert.Single(registry.Asked);
    }

    [Fact]
    public async Task A_registry_that_sends_round_and_round_is_given_up()
    {
        registry.Rule = request => FakeRegistry.Answer(HttpStatusCode.Found, "", ("Location", request.RequestUri!.ToString()));

        await Assert.ThrowsAsync<RegistryException>(ReadAsync);

        Assert.Equal(6, registry.Asked.Count);
    }

    private async Task<byte[]> ReadAsync()
    {
        using var client = registry.Client();
        await using var stream = await client.OpenBlobAsync(Base, Blob, cancel);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static HttpResponseMessage Answer(byte[] bytes, long? from = null)
    {
        var response = FakeRegistry.Answer(from is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent);
        response.Content = new ByteArrayContent(bytes);
        if (from is { } start)
        {
            response.Content.Headers.ContentRange = new ContentRangeHeaderValue(start, start + Math.Max(bytes.Length - 1, 0), Bytes.Length);
        }

        return response;
    }
}
