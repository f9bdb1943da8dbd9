using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;

namespace Images.Registry.Uploads;

/// <summary>A blob, or a part of it, as the body of a request; it is read from its source while it is sent.</summary>
/// <param name="source">The blob.</param>
/// <param name="sent">What has been read of it.</param>
/// <param name="part">Which part of it.</param>
/// <param name="moves">Is called whenever bytes have gone out, with how much longer the answer may take from then on.</param>
internal sealed class BlobContent(BlobSource source, SentBytes sent, BlobPart part, Action<TimeSpan> moves) : HttpContent
{
    private const int BufferSize = 128 * 1024;
    private const double PassedOnInSecond = 20e6;
#pragma warning disable CA2213 // Disposable fields should be disposed: the message, and this with it, goes before the body has ended
    private readonly CancellationTokenSource stop = new();
#pragma warning restore CA2213
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int began;
    private ExceptionDispatchInfo? failure;

    /// <summary>Says what the body is, as a request's headers do.</summary>
    public BlobContent Described()
    {
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (part.IsNamed && part.Length is { } length)
        {
            // The specification's own form: no unit, no size, and the last byte is part of it.
            Headers.TryAddWithoutValidation("Content-Range", FormattableString.Invariant($"{part.Offset}-{part.Offset + length - 1}"));
        }

        return this;
    }

    /// <summary>Ends what may still be going on: a connection may have been answered before its body was sent.</summary>
    /// <exception cref="Exception">The source failed; what it threw.</exception>
    public async Task EndAsync()
    {
        await stop.CancelAsync();
        if (Interlocked.Exchange(ref began, 1) == 1)
        {
            await ended.Task;
        }

        failure?.Throw();
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = part.Length ?? 0;
        return part.Length is not null;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref began, 1) == 1)
        {
            throw new InvalidOperationException("The body of a request is sent once.");
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
            await CopyAsync(stream, either.Token);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private async Task CopyAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var bytes = await FromSourceAsync(() => source.Open(part.Offset, cancellationToken));
        using var memory = MemoryPool<byte>.Shared.Rent(BufferSize);
        var buffer = memory.Memory;
        var position = part.Offset;
        var end = part.Offset + part.Length;
        while (position < (end ?? long.MaxValue))
        {
            var most = (int)Math.Min(buffer.Length, (end ?? long.MaxValue) - position);
            var count = await FromSourceAsync(() => bytes.ReadAsync(buffer[..most], cancellationToken).AsTask());
            if (count == 0)
            {
                await FromSourceAsync(() => Ended(position));
                break;
            }

            await FromSourceAsync(() => Added(position, buffer[..count]));
            await stream.WriteAsync(buffer[..count], cancellationToken);
            position += count;
            moves(TimeSpan.Zero);
        }

        if (position == sent.Size)
        {
            await FromSourceAsync(() => Ended(position));
        }

        // A proxy may keep the whole body before the registry sees the first byte.
        moves(TimeSpan.FromSeconds((position - part.Offset) / PassedOnInSecond));
    }

    private Task<bool> Added(long position, ReadOnlyMemory<byte> bytes)
    {
        sent.Add(position, bytes.Span);
        return Task.FromResult(true);
    }

    private Task<bool> Ended(long position)
    {
        sent.End(position);
        return Task.FromResult(true);
    }

    // What the source throws must not look like a connection that broke.
    private async Task<T> FromSourceAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failure = ExceptionDispatchInfo.Capture(error);
            throw;
        }
    }
}
