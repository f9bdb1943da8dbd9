namespace Images.EngineTests;

/// <summary>A body on its way, counted, and cut off where a test says so.</summary>
internal sealed class CutStream(Stream body, long? cut, Action<int> passed) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cut is { } end)
        {
            buffer = position < end ? buffer[..(int)Math.Min(buffer.Length, end - position)] : throw new IOException("cut off");
        }

        var count = await body.ReadAsync(buffer, cancellationToken);
        position += count;
        passed(count);
        return count > 0 || cut is null ? count : throw new IOException("cut off");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
