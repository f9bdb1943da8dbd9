using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Layouts;

/// <summary>
/// The content service of a session (containerd.services.content.v1.Content), as far as engines ask a client's store for it.
/// </summary>
/// <param name="stores">Layouts by the name that the engine has for them.</param>
internal sealed class ContentService(IReadOnlyDictionary<string, OciLayout> stores)
{
    public const string InfoPath = Service + "Info";
    public const string ReadPath = Service + "Read";
    public const string WritePath = Service + "Write";

    /// <summary>The header in which the engine names a store.</summary>
    public const string StoreField = "buildkit-attachable-store-id";

    private const string Service = "/containerd.services.content.v1.Content/";
    private const int ChunkLength = 256 * 1024;

    /// <summary>Tells the size of a blob, or that there is none.</summary>
    public async Task TellAsync(GrpcServerCall call)
    {
        var request = await call.ReadRequestAsync(ContentInfoRequest.Parser);
        var file = Known(StoreOf(call), request.Digest);
        await call.AnswerAsync(
            new ContentInfoResponse
            {
                Info = new ContentInfo
                {
                    Digest = request.Digest,
                    Size = file.Length,
                    CreatedAt = Timestamp.FromDateTime(file.LastWriteTimeUtc),
                    UpdatedAt = Timestamp.FromDateTime(file.LastWriteTimeUtc),
                },
            }
        );
    }

    /// <summary>Sends a piece of a blob, as fast as the engine takes it.</summary>
    public async Task SendAsync(GrpcServerCall call)
    {
        var request = await call.ReadRequestAsync(ContentReadRequest.Parser);
        await using var file = Known(StoreOf(call), request.Digest).OpenRead();
        var offset = Math.Max(0, request.Offset);
        if (offset > file.Length)
        {
            throw new GrpcStatusException(GrpcStatusCode.OutOfRange, $"{request.Digest} has {file.Length} bytes");
        }

        file.Position = offset;
        var left = request.Size > 0 ? Math.Min(request.Size, file.Length - offset) : file.Length - offset;
        var buffer = new byte[Math.Min(ChunkLength, left)];
        while (left > 0)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), call.Aborted);
            if (read == 0)
            {
                throw new GrpcStatusException(GrpcStatusCode.DataLoss, $"{request.Digest} became shorter while it was read");
            }

            // The message is written out before the buffer is used again.
            call.Write(new ContentReadResponse { Offset = offset, Data = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read)) });
            await call.FlushAsync(call.Aborted);
            offset += read;
            left -= read;
        }
    }

    /// <summary>Takes a blob, question by question; one that is given up before it is whole leaves nothing.</summary>
    public async Task TakeAsync(GrpcServerCall call)
    {
        var layout = StoreOf(call);
        await using var write = layout.BeginWrite();
        var started = Timestamp.FromDateTime(DateTime.UnixEpoch);
        var (total, expected) = (0L, "");
        while (await call.ReadAsync(ContentWriteRequest.Parser, call.Aborted) is { } request)
        {
            total = request.Total > 0 ? request.Total : total;
            if (request.Expected.Length > 0)
            {
                expected = request.Expected;
                if (layout.Find(Parsed(expected)) is not null)
                {
                    throw new GrpcStatusException(GrpcStatusCode.AlreadyExists, $"{expected} is there already");
                }
            }

            if (request.Action != ContentWriteAction.Stat)
            {
                await AppendAsync(write, request, call.Aborted);
            }

            if (request.Action == ContentWriteAction.Commit)
            {
                Check(write, total, expected);
                await write.CommitAsync();
            }

            await call.AnswerAsync(
                new ContentWriteResponse
                {
                    Action = request.Action,
                    StartedAt = started,
                    UpdatedAt = started,
                    Offset = write.Length,
                    Total = total,
                    Digest = write.Digest.ToString(),
                }
            );
            if (request.Action == ContentWriteAction.Commit)
            {
                return;
            }
        }
    }

    private static async ValueTask AppendAsync(BlobWrite write, ContentWriteRequest request, CancellationToken cancellationToken)
    {
        if (request.Offset == 0 && write.Length > 0)
        {
            write.Reset();
        }
        else if (request.Offset != write.Length)
        {
            throw new GrpcStatusException(GrpcStatusCode.OutOfRange, $"bytes at {request.Offset} cannot follow {write.Length} bytes");
        }

        await write.AppendAsync(request.Data.Memory, cancellationToken);
    }

    private static void Check(BlobWrite write, long total, string expected)
    {
        var digest = write.Digest.ToString();
        if (total > 0 && write.Length != total)
        {
            throw new GrpcStatusException(GrpcStatusCode.FailedPrecondition, $"{write.Length} bytes came instead of {total}");
        }

        if (expected.Length > 0 && digest != expected)
        {
            throw new GrpcStatusException(GrpcStatusCode.FailedPrecondition, $"{digest} came instead of {expected}");
        }
    }

    private static FileInfo Known(OciLayout layout, string digest) =>
        layout.Find(Parsed(digest)) ?? throw new GrpcStatusException(GrpcStatusCode.NotFound, $"{digest}: not found");

    private static BlobDigest Parsed(string text) =>
        BlobDigest.TryParse(text, out var digest)
            ? digest
            : throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, $"{text} is no sha256 digest");

    private OciLayout StoreOf(GrpcServerCall call)
    {
        var id = call.Metadata[StoreField].ToString();
        return stores.GetValueOrDefault(id) ?? throw new GrpcStatusException(GrpcStatusCode.NotFound, $"no content store is named {id}");
    }
}
