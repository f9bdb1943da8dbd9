using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Layouts;
using Images.BuildKit.Serving;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Layouts;

public sealed class ContentServiceTests : IAsyncLifetime
{
    private const string Store = "local:a";

    private readonly TemporaryDirectory directory = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private GrpcServer server = null!;
    private HttpClient client = null!;
    private GrpcChannel channel = null!;

    public async ValueTask InitializeAsync()
    {
        var layout = new OciLayout(directory.Path, TimeProvider.System);
        layout.Create();
        var service = new ContentService(new Dictionary<string, OciLayout> { [Store] = layout });
        server = await GrpcServer.StartAsync(cancel);
        var methods = new Dictionary<string, Func<GrpcServerCall, Task>>(StringComparer.Ordinal)
        {
            [ContentService.InfoPath] = service.TellAsync,
            [ContentService.ReadPath] = service.SendAsync,
            [ContentService.WritePath] = service.TakeAsync,
        };
        client = GrpcChannel.CreateClient(_ => Dial(methods));
        channel = new GrpcChannel(_ => Dial(methods));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        channel.Dispose();
        await server.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task A_blob_that_was_written_in_pieces_is_told_and_read_in_any_piece()
    {
        var bytes = RandomNumberGenerator.GetBytes(700_000);
        var digest = DigestOf(bytes);

        await using (var call = await BeginAsync(new() { Ref = "r", Total = bytes.Length }))
        {
            Assert.Equal(0, (await AnswerAsync(call)).Offset);
            await call.WriteAsync(Write(0, bytes.AsSpan(0, 300_000)), cancel);
            Assert.Equal(300_000, (await AnswerAsync(call)).Offset);
            await call.WriteAsync(Write(300_000, bytes.AsSpan(300_000)), cancel);
            Assert.Equal(700_000, (await AnswerAsync(call)).Offset);
            Assert.Null(PathOf(digest));
            await call.WriteAsync(Commit(700_000, digest), cancel);
            Assert.Equal(digest, (await AnswerAsync(call)).Digest);
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(PathOf(digest)!, cancel));
        Assert.Equal(bytes.Length, (await InfoAsync(digest)).Info.Size);
        Assert.Equal(bytes, await ReadAsync(digest, 0, 0));
        Assert.Equal(bytes[10..20], await ReadAsync(digest, 10, 10));
        Assert.Equal(bytes[699_990..], await ReadAsync(digest, 699_990, 4096));
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task What_does_not_match_its_digest_or_size_is_refused_and_gone()
    {
        var other = DigestOf("other"u8);
        foreach (
            var commit in new[]
            {
                Commit(4, other),
                new ContentWriteRequest
                {
                    Action = ContentWriteAction.Commit,
                    Offset = 4,
                    Total = 5,
                },
            }
        )
        {
            await using var call = await BeginAsync(new() { Ref = "r" });
            await AnswerAsync(call);
            await call.WriteAsync(Write(0, "text"u8), cancel);
            await AnswerAsync(call);
            await call.WriteAsync(commit, cancel);

            var error = await Assert.ThrowsAsync<GrpcStatusException>(() => AnswerAsync(call));

            Assert.Equal(GrpcStatusCode.FailedPrecondition, error.Code);
        }

        Assert.Null(PathOf(other));
        Assert.Null(PathOf(DigestOf("text"u8)));
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Bytes_that_leave_a_gap_are_refused_and_those_at_zero_begin_anew()
    {
        await using var gap = await BeginAsync(Write(3, "x"u8, "r"));
        Assert.Equal(GrpcStatusCode.OutOfRange, (await Assert.ThrowsAsync<GrpcStatusException>(() => AnswerAsync(gap))).Code);

        await using var again = await BeginAsync(Write(0, "wrong"u8, "r"));
        await AnswerAsync(again);
        await again.WriteAsync(Write(0, "text"u8), cancel);
        await AnswerAsync(again);
        await again.WriteAsync(Commit(4, DigestOf("text"u8)), cancel);
        Assert.Equal(DigestOf("text"u8), (await AnswerAsync(again)).Digest);
    }

    [Fact]
    public async Task A_blob_that_is_there_is_not_taken_again()
    {
        Put("text"u8);

        await using var call = await BeginAsync(new() { Ref = "r", Expected = DigestOf("text"u8) });

        Assert.Equal(GrpcStatusCode.AlreadyExists, (await Assert.ThrowsAsync<GrpcStatusException>(() => AnswerAsync(call))).Code);
    }

    [Fact]
    public async Task A_write_that_is_given_up_leaves_nothing()
    {
        await using (var call = await BeginAsync(Write(0, "text"u8, "r")))
        {
            await AnswerAsync(call);
            Assert.Single(Directory.EnumerateFiles(directory["ingest"]));
        }

        // The server ends the call by itself, a moment later.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Directory.EnumerateFiles(directory["ingest"]).Any())
        {
            await Task.Delay(5, limit.Token);
        }

        Assert.Null(PathOf(DigestOf("text"u8)));
    }

    [Theory]
    [InlineData("sha256:../../../../etc/passwd")]
    [InlineData("../index.json")]
    [InlineData("sha512:00")]
    [InlineData("")]
    public async Task A_digest_that_is_none_reaches_no_file(string digest)
    {
        var told = await Assert.ThrowsAsync<GrpcStatusException>(() => InfoAsync(digest));
        var read = await Assert.ThrowsAsync<GrpcStatusException>(() => ReadAsync(digest, 0, 0));

        Assert.Equal((GrpcStatusCode.InvalidArgument, GrpcStatusCode.InvalidArgument), (told.Code, read.Code));
    }

    [Fact]
    public async Task Stores_and_blobs_that_are_not_there_are_not_found()
    {
        var blob = await Assert.ThrowsAsync<GrpcStatusException>(() => InfoAsync(DigestOf("none"u8)));
        var store = await Assert.ThrowsAsync<GrpcStatusException>(() => InfoAsync(DigestOf("none"u8), "local:b"));

        Assert.Equal((GrpcStatusCode.NotFound, GrpcStatusCode.NotFound), (blob.Code, store.Code));
        Assert.Contains("local:b", store.Message, StringComparison.Ordinal);
    }

    private static string DigestOf(ReadOnlySpan<byte> bytes) => BlobDigest.Of(SHA256.HashData(bytes)).ToString();

    private static ContentWriteRequest Write(long offset, ReadOnlySpan<byte> data, string reference = "") =>
        new()
        {
            Action = ContentWriteAction.Write,
            Ref = reference,
            Offset = offset,
            Data = ByteString.CopyFrom(data),
        };

    private static ContentWriteRequest Commit(long offset, string expected) =>
        new()
        {
            Action = ContentWriteAction.Commit,
            Offset = offset,
            Total = offset,
            Expected = expected,
        };

    private Task<Stream> Dial(Dictionary<string, Func<GrpcServerCall, Task>> methods)
    {
        var (near, far) = StreamPair.Create();
        server.Serve(Guid.NewGuid().ToString(), far, methods);
        return Task.FromResult(near);
    }

    private Task<DuplexCall> BeginAsync(ContentWriteRequest first) =>
        DuplexCall.StartAsync(client, ContentService.WritePath, first, cancel, (ContentService.StoreField, Store));

    private async Task<ContentWriteResponse> AnswerAsync(DuplexCall call) =>
        await call.ReadAsync(ContentWriteResponse.Parser, cancel) ?? throw new InvalidOperationException("no answer");

    private Task<ContentInfoResponse> InfoAsync(string digest, string store = Store) =>
        channel.CallAsync(
            ContentService.InfoPath,
            new ContentInfoRequest { Digest = digest },
            ContentInfoResponse.Parser,
            cancel,
            new(ContentService.StoreField, store)
        );

    private async Task<byte[]> ReadAsync(string digest, long offset, long size)
    {
        var request = new ContentReadRequest
        {
            Digest = digest,
            Offset = offset,
            Size = size,
        };
        await using var call = await DuplexCall.StartAsync(
            client,
            ContentService.ReadPath,
            request,
            cancel,
            (ContentService.StoreField, Store)
        );
        using var bytes = new MemoryStream();
        while (await call.ReadAsync(ContentReadResponse.Parser, cancel) is { } piece)
        {
            Assert.Equal(offset + bytes.Length, piece.Offset);
            bytes.Write(piece.Data.Span);
        }

        return bytes.ToArray();
    }

    private void Put(ReadOnlySpan<byte> bytes) =>
        directory.Write($"blobs/{DigestOf(bytes).Replace(':', '/')}", Encoding.UTF8.GetString(bytes));

    private string? PathOf(string digest) => directory[$"blobs/{digest.Replace(':', '/')}"] is var path && File.Exists(path) ? path : null;

    private void AssertNothingIsLeft() => Assert.Empty(Directory.EnumerateFiles(directory["ingest"]));
}
