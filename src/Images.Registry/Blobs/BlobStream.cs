using System.Security.Cryptography;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Blobs;

/// <summary>
/// A blob while it comes. A connection that breaks is made again and goes on where it broke; at the end the size and the digest have
/// been checked, and what is wrong is thrown by the read that would have said that it is the end.
/// </summary>
internal sealed class BlobStream(
    RegistrySender sender,
    RegistryRequest request,
    Descriptor blob,
    HttpResponseMessage first,
    Stream firstBody,
    RegistryOptions options,
    TimeProvider time
) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(
        blob.Digest.StartsWith("sha512:", StringComparison.Ordinal) ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256
    );
    private HttpResponseMessage answer = first;
    private Stream body = firstBody;
    private long position;
    private int failures;
    private bool isBroken;
    private bool isChecked;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => blob.Size;

    /// <inheritdoc/>
    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="RegistryException">It broke off for good, or is not what its digest promises.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isChecked || buffer.IsEmpty)
        {
            return 0;
        }

        while (true)
        {
            try
            {
                if (isBroken)
                {
                    await GoOnAsync(cancellationToken);
                }

                return Taken(buffer, await ReadOnceAsync(buffer, position, cancellationToken));
            }
            catch (RegistryException error) when (error.IsTransient && failures++ < options.Retries)
            {
                isBroken = true;
                await Task.Delay(RetryTable.WaitAfter(failures), time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            answer.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, long from, CancellationToken cancellationToken)
    {
        var address = answer.RequestMessage!.RequestUri!;
        using var deadline = new Deadline(options.AnswerLimit, time, cancellationToken);
        try
        {
            var count = await body.ReadAsync(buffer, deadline.Token);
            // A connection that is closed too early may look like the end.
            return count > 0 || from >= blob.Size ? count : throw new IOException($"it ends after {from} of {blob.Size} bytes");
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw RegistryErrors.Broken(request.Reference, address, error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryErrors.Late(request.Reference, address, options.AnswerLimit);
        }
    }

    private int Taken(Memory<byte> buffer, int count)
    {
        if (position + count > blob.Size)
        {
            throw RegistryErrors.Malformed(request.Reference, null, $"it gives more than the {blob.Size} bytes of the blob");
        }

        if (count > 0)
        {
            hash.AppendData(buffer.Span[..count]);
            position += count;
            failures = 0;
            return count;
        }

        var actual =
            blob.Digest[..(blob.Digest.IndexOf(':', StringComparison.Ordinal) + 1)] + Convert.ToHexStringLower(hash.GetHashAndReset());
        isChecked = true;
        return actual == blob.Digest ? 0 : throw RegistryErrors.BadDigest(request.Reference, blob.Digest, actual);
    }

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        await body.DisposeAsync();
        answer.Dispose();
        answer = await sender.OpenAsync(request with { From = position }, cancellationToken);
        body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        // Who knows no ranges gives all of it again.
        var from = answer.Content.Headers.ContentRange?.From ?? 0;
        var buffer = new byte[64 * 1024];
        while (from < position)
        {
            from += await ReadOnceAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, position - from)), from, cancellationToken);
        }

        if (from > position)
        {
            throw RegistryErrors.Malformed(request.Reference, null, "it gives another part of the blob than the one asked for");
        }

        isBroken = false;
    }
}
