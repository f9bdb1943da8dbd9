using Images.Registry.Contents;
using Images.Registry.References;
using Images.Registry.Transport;
using Images.Registry.Uploads;

namespace Images.Registry.Tests.Wire;

/// <summary>Cuts uploads and downloads of a real registry in their bodies, and counts what goes through.</summary>
public sealed class ResumeTests(RegistryFixture registry)
{
    private const int Size = 5_000_000;
    private static readonly long[] Cuts = [700_001, 1, 900_000, 131_072];
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_that_is_cut_again_and_again_begins_anew_where_the_registry_forgets_it(bool isDigestKnown)
    {
        await using var relay = await FaultRelay.StartAsync(registry.Address, null, cancel);
        var cuts = new Queue<long>(Cuts);
        relay.Rule = request => request.Method == "PATCH" && cuts.TryDequeue(out var cut) ? new Fault { CutRequest = cut } : null;
        using var client = Client();
        var source = BlobSource.Of(Bytes(isDigestKnown ? 1 : 2));

        var sent = await client.UploadBlobAsync(
            Repository(relay),
            isDigestKnown ? source : source with { Digest = null, Size = null },
            null,
            cancel
        );

        // Before its version 3, Debian's registry gives an upload up when it is asked how far a part of it got.
        Assert.Equal((source.Digest!, (long)Size), (sent.Digest, sent.Size));
        Assert.Equal(Size + Cuts.Sum(), relay.Requests.Where(request => request.Method == "PATCH").Sum(request => request.Bytes));
        Assert.Single(relay.Requests, request => request.CommittedBlob is not null);
    }

    [Fact]
    public async Task A_part_that_never_reached_the_registry_is_sent_again_and_no_other()
    {
        await using var relay = await FaultRelay.StartAsync(registry.Address, null, cancel);
        var failures = new Queue<int>([502, 0, 503, 0, 0, 429]);
        relay.Rule = request =>
            request.Method == "PATCH" && failures.TryDequeue(out var status) && status > 0 ? Fault.Refuse(status) : null;
        using var client = Client();
        var bytes = Bytes(4);

        await client.UploadBlobAsync(Repository(relay), BlobSource.Of(bytes), new BlobUploadOptions { ChunkSize = 1_500_000 }, cancel);

        Assert.Equal(Size, relay.Requests.Where(request => request.Method == "PATCH").Sum(request => request.Bytes));
        Assert.Equal(3, relay.Requests.Count(request => request.Method == "GET"));
        Assert.Single(relay.Requests, request => request.CommittedBlob is not null);
    }

    [Fact]
    public async Task A_download_that_is_cut_again_and_again_goes_on_where_it_was()
    {
        await using var relay = await FaultRelay.StartAsync(registry.Address, null, cancel);
        using var client = Client();
        var bytes = Bytes(3);
        var repository = Repository(relay);
        var blob = await client.UploadBlobAsync(repository, BlobSource.Of(bytes), null, cancel);
        var cuts = new Queue<long>(Cuts);
        relay.Rule = request => request.Method == "GET" && cuts.TryDequeue(out var cut) ? new Fault { CutAnswer = cut } : null;

        await using var stream = await client.OpenBlobAsync(
            repository,
            new Descriptor("application/octet-stream", blob.Digest, blob.Size),
            cancel
        );
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, cancel);

        Assert.Equal(bytes, read.ToArray());
        Assert.Equal(5, relay.Requests.Count(request => request.Method == "GET"));
    }

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[Size];
#pragma warning disable CA5394 // Do not use insecure randomness: the same bytes each time
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        return bytes;
    }

    private static RegistryReference Repository(FaultRelay relay) =>
        RegistryReference.Parse($"{relay.Address}/resume/{Guid.NewGuid():N}:1");

    private static RegistryClient Client() =>
        new(new RegistryOptions { Credentials = new OneLogin(RegistryFixture.User, RegistryFixture.Password) }, new QuickTime());
}
