using System.Net;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Uploads;

namespace Images.Registry.Tests.Uploads;

public sealed class UploadTests : IDisposable
{
    private const string Uploads = "/v2/acme/base/blobs/uploads/";
    private const string State = "?_state=a%2Fb";
    private static readonly RegistryReference Base = RegistryReference.Parse("r.example/acme/base:1");
    private static readonly byte[] Small = "0123456789"u8.ToArray();
    private static readonly byte[] Large = [.. Enumerable.Range(0, 1_000_000).Select(number => (byte)(number * 7 / 3))];
    private static readonly byte[] Huge = new byte[10_000_000];
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeUploads registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task A_small_blob_is_sent_whole_and_what_stands_in_the_place_s_query_stays()
    {
        var upload = await UploadAsync(BlobSource.Of(Small));

        Assert.Equal(new BlobUpload(Digest(Small), 10, BlobUploadOutcome.Sent, 10), upload);
        Assert.Equal(
            [
                $"HEAD /v2/acme/base/blobs/{Digest(Small)}",
                $"POST {Uploads}",
                $"PUT {Uploads}1{State}&digest={Uri.EscapeDataString(Digest(Small))} 10 bytes",
            ],
            registry.Asked
        );
    }

    [Fact]
    public async Task A_large_blob_is_sent_in_one_part_of_no_announced_length_and_then_named()
    {
        Assert.Equal(Large.Length, (await UploadAsync(BlobSource.Of(Large))).BytesSent);

        Assert.Equal(
            [$"PATCH {Uploads}1{State} 1000000 bytes", $"PUT {Uploads}1{State}&digest={Uri.EscapeDataString(Digest(Large))}"],
            registry.Asked.Skip(2)
        );
        Assert.Equal(Large, registry.Blobs[Digest(Large)]);
    }

    [Fact]
    public async Task A_blob_that_is_there_is_not_sent()
    {
        registry.Blobs[Digest(Small)] = Small;

        Assert.Equal(new BlobUpload(Digest(Small), 10, BlobUploadOutcome.Existed, 0), await UploadAsync(BlobSource.Of(Small)));
        Assert.Single(registry.Asked);
    }

    [Fact]
    public async Task A_blob_that_is_known_to_be_missing_is_not_asked_for()
    {
        await UploadAsync(BlobSource.Of(Small), new BlobUploadOptions { IsMissing = true });

        Assert.StartsWith("POST", registry.Asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_does_not_say_what_it_has_is_sent_the_blob()
    {
        registry.Rule = (line, _) =>
            line.StartsWith("HEAD", StringComparison.Ordinal) ? FakeRegistry.Answer(HttpStatusCode.Unauthorized) : null;

        Assert.Equal(BlobUploadOutcome.Sent, (await UploadAsync(BlobSource.Of(Small))).Outcome);
    }

    [Fact]
    public async Task A_blob_of_another_repository_is_mounted()
    {
        registry.Mounts = true;
        var from = new BlobUploadOptions { MountFrom = RegistryReference.Parse("r.example/acme/other") };

        Assert.Equal(
            new BlobUpload(Digest(Large), Large.Length, BlobUploadOutcome.Mounted, 0),
            await UploadAsync(BlobSource.Of(Large), from)
        );
        Assert.Equal($"POST {Uploads}?mount={Uri.EscapeDataString(Digest(Large))}&from=acme%2Fother", registry.Asked[^1]);
    }

    [Theory]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    public async Task What_cannot_be_mounted_is_sent(HttpStatusCode status)
    {
        registry.Rule = (line, _) =>
            status != HttpStatusCode.Accepted && line.Contains("mount=", StringComparison.Ordinal) ? FakeRegistry.Answer(status) : null;
        var from = new BlobUploadOptions { MountFrom = RegistryReference.Parse("r.example/acme/other") };

        Assert.Equal(BlobUploadOutcome.Sent, (await UploadAsync(BlobSource.Of(Large), from)).Outcome);
        Assert.Equal(
            status == HttpStatusCode.Accepted ? 1 : 2,
            registry.Asked.Count(line => line.StartsWith("POST", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Nothing_is_mounted_from_another_registry()
    {
        await UploadAsync(BlobSource.Of(Small), new BlobUploadOptions { MountFrom = RegistryReference.Parse("other.example/acme/other") });

        Assert.DoesNotContain(registry.Asked, line => line.Contains("mount=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chunks_say_which_part_they_are_and_are_as_long_as_the_registry_wants()
    {
        registry.LeastChunk = 400_000;

        await UploadAsync(BlobSource.Of(Large), new BlobUploadOptions { ChunkSize = 300_000 });

        Assert.Equal(
            ["400000 bytes 0-399999", "400000 bytes 400000-799999", "200000 bytes 800000-999999"],
            registry.Asked.Where(IsPatch).Select(line => line.Split(' ', 3)[2])
        );
    }

    [Fact]
    public async Task What_broke_off_goes_on_where_the_registry_got()
    {
        registry.Rule = (line, number) => number == 3 ? registry.TakeAndBreak(Large.AsSpan(0, 600_000)) : null;

        Assert.Equal(Large.Length + 400_000, (await UploadAsync(BlobSource.Of(Large))).BytesSent);
        Assert.Equal(["1000000 bytes", "400000 bytes 600000-999999"], registry.Asked.Where(IsPatch).Select(line => line.Split(' ', 3)[2]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0-0")]
    [InlineData("0-4999999")]
    [InlineData("nonsense")]
    public async Task Where_the_registry_does_not_say_how_far_it_got_it_begins_again(string? range)
    {
        registry.Rule = (line, number) => number == 3 ? registry.TakeAndBreak(Large.AsSpan(0, 600_000)) : null;
        registry.Range = _ => range;

        await UploadAsync(BlobSource.Of(Large));

        Assert.Equal(2, registry.Asked.Count(line => line.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal(Large, registry.Blobs[Digest(Large)]);
    }

    [Fact]
    public async Task Parts_that_do_not_make_the_blob_are_sent_again_from_the_beginning()
    {
        // The registry says that it got further than it did.
        registry.Rule = (line, number) => number == 3 ? registry.TakeAndBreak(Large.AsSpan(1, 600_000)) : null;

        await UploadAsync(BlobSource.Of(Large));

        Assert.Equal(Large, registry.Blobs[Digest(Large)]);
    }

    [Fact]
    public async Task A_registry_that_says_nothing_new_of_how_far_it_got_is_not_believed_to_stand_still()
    {
        registry.Range = taken => taken > 0 ? "0-299999" : "0-0";

        await UploadAsync(BlobSource.Of(Large), new BlobUploadOptions { ChunkSize = 300_000 });

        Assert.Equal(4, registry.Asked.Count(IsPatch));
    }

    [Fact]
    public async Task An_upload_whose_last_answer_is_lost_is_done()
    {
        var lost = false;
        registry.Afterwards = line => line.StartsWith("PUT", StringComparison.Ordinal) && !lost ? throw Broken(lost = true) : null;

        Assert.Equal(10, (await UploadAsync(BlobSource.Of(Small))).BytesSent);
        Assert.Equal(["HEAD", "POST", "PUT", "HEAD"], registry.Asked.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_blob_whose_digest_nobody_knows_is_hashed_while_it_is_sent_and_once_where_it_is_sent_again()
    {
        registry.Rule = (line, number) => number == 2 ? registry.TakeAndBreak(Large.AsSpan(0, 300_000)) : null;

        var upload = await UploadAsync(BlobSource.Of(Large) with { Digest = null, Size = null });

        Assert.Equal(new BlobUpload(Digest(Large), Large.Length, BlobUploadOutcome.Sent, Large.Length + 700_000), upload);
        Assert.Equal(Large, registry.Blobs[Digest(Large)]);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_sent_in_smaller_parts()
    {
        registry.Rule = (line, _) =>
            IsPatch(line) && Bytes(line) > 250_000 ? FakeRegistry.Answer(HttpStatusCode.RequestEntityTooLarge) : null;

        var error = await Assert.ThrowsAsync<RegistryException>(() => UploadAsync(BlobSource.Of(Large)));
        registry.Rule = (line, _) =>
            IsPatch(line) && Bytes(line) > 300_000 ? FakeRegistry.Answer(HttpStatusCode.RequestEntityTooLarge) : null;
        await UploadAsync(BlobSource.Of(Large));

        Assert.Equal(RegistryProblem.TooLarge, error.Problem);
        Assert.Contains("raise the limit of bodies of the proxy before it", error.Message, StringComparison.Ordinal);
        Assert.Equal(Large, registry.Blobs[Digest(Large)]);
    }

    [Fact]
    public async Task A_source_that_fails_is_no_fault_of_the_registry()
    {
        var source = new BlobSource((_, _) => throw new UnauthorizedAccessException("no")) { Digest = Digest(Large), Size = Large.Length };

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => UploadAsync(source));
        Assert.StartsWith("POST", registry.Asked[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    public async Task A_source_of_another_size_than_it_said_is_refused(int size)
    {
        var error = await Assert.ThrowsAsync<RegistryException>(() =>
            UploadAsync(BlobSource.Of(Small) with { Size = size, Digest = null })
        );

        Assert.Equal(RegistryProblem.BadDigest, error.Problem);
        Assert.StartsWith("r.example/acme/base: what is to be sent is not what it was: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_gets_other_bytes_says_so_and_nothing_is_repeated()
    {
        var error = await Assert.ThrowsAsync<RegistryException>(() => UploadAsync(BlobSource.Of(Small) with { Digest = Digest(Large) }));

        Assert.Equal((RegistryProblem.BadDigest, "DIGEST_INVALID"), (error.Problem, error.Code));
        Assert.Single(registry.Asked, line => line.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_the_registry_is_asked_with_TLS()
    {
        registry.Location = "http://r.example/v2/acme/base/blobs/uploads/{0}";

        Assert.Equal(BlobUploadOutcome.Sent, (await UploadAsync(BlobSource.Of(Large))).Outcome);
    }

    [Theory]
    [InlineData("http://other.example/uploads/{0}", "sends on to other.example, which is without TLS")]
    [InlineData("https://169.254.169.254/uploads/{0}", "sends on to 169.254.169.254, which is an internal address")]
    [InlineData("https://localhost/uploads/{0}", "sends on to localhost, which is an internal address")]
    [InlineData("file:///etc/passwd", "is no address")]
    public async Task A_place_that_must_not_be_asked_is_named(string location, string why)
    {
        registry.Location = location;

        var error = await Assert.ThrowsAsync<RegistryException>(() => UploadAsync(BlobSource.Of(Large)));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(registry.Asked, IsPatch);
    }

    [Fact]
    public async Task The_same_blob_twice_at_once_is_sent_once()
    {
        using var client = registry.Client();
        var gate = new TaskCompletionSource();
        var source = BlobSource.Of(Large) with
        {
            Open = async (offset, _) =>
            {
                await gate.Task;
                return new MemoryStream(Large[(int)offset..]);
            },
        };

        var one = client.UploadBlobAsync(Base, source, null, cancel);
        var other = client.UploadBlobAsync(Base, source, new BlobUploadOptions { IsMissing = true }, cancel);
        gate.SetResult();

        Assert.Equal([BlobUploadOutcome.Sent, BlobUploadOutcome.Existed], [(await one).Outcome, (await other).Outcome]);
        Assert.Single(registry.Asked, IsPatch);
    }

    [Fact]
    public async Task A_registry_that_takes_no_large_part_after_a_break_gets_smaller_ones()
    {
        // As GitHub's does.
        registry.Rule = (line, number) =>
            number == 3 ? registry.TakeAndBreak(Huge.AsSpan(0, 600_000))
            : line.Contains(" bytes ", StringComparison.Ordinal) && Bytes(line) > 4_194_304
                ? FakeRegistry.Answer(HttpStatusCode.RequestedRangeNotSatisfiable)
            : null;

        await UploadAsync(BlobSource.Of(Huge));

        Assert.Equal(Huge, registry.Blobs[Digest(Huge)]);
        Assert.Equal(
            [
                "9400000 bytes 600000-9999999",
                "4194304 bytes 600000-4794303",
                "4194304 bytes 4794304-8988607",
                "1011392 bytes 8988608-9999999",
            ],
            registry.Asked.Where(IsPatch).Skip(1).Select(line => line.Split(' ', 3)[2])
        );
    }

    [Fact]
    public async Task Progress_is_told_while_it_goes()
    {
        var told = new List<BlobProgress>();

        await UploadAsync(BlobSource.Of(Large), new BlobUploadOptions { Progress = new Told(told) });

        Assert.Equal(new BlobProgress(Digest(Large), Large.Length, Large.Length, Large.Length), told[^1]);
        Assert.True(told.Count > 5);
    }

    private async Task<BlobUpload> UploadAsync(BlobSource source, BlobUploadOptions? options = null)
    {
        using var client = registry.Client();
        return await client.UploadBlobAsync(Base, source, options, cancel);
    }

    private static HttpRequestException Broken(bool _) => new(HttpRequestError.ResponseEnded, "broken");

    private static bool IsPatch(string line) => line.StartsWith("PATCH", StringComparison.Ordinal);

    private static int Bytes(string line) => int.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);

    private static string Digest(byte[] bytes) => ContentDigest.Of(bytes);

    private sealed class Told(List<BlobProgress> told) : IProgress<BlobProgress>
    {
        public void Report(BlobProgress value) => told.Add(value);
    }
}
