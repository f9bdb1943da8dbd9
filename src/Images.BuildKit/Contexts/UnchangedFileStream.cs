using Images.BuildKit.Errors;
using Microsoft.Win32.SafeHandles;

namespace Images.BuildKit.Contexts;

/// <summary>
/// Reads a file of which size and date are known already, and fails at its end when they no longer hold: what was sent is then
/// neither the old nor the new file.
/// </summary>
internal sealed class UnchangedFileStream(SafeFileHandle file, string path, StatXBuffer expected) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => (long)expected.Size;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer, position);
        position += read;
        if (position > Length || (read == 0 && buffer.Length > 0 && HasChanged()))
        {
            throw new BuildContextException(path, "changed while it was being sent; build again");
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // Regular files do not wait, so there is nothing to gain from another thread.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ValueTask.FromResult(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position =
            offset
            + origin switch
            {
                SeekOrigin.Begin => 0,
                SeekOrigin.Current => position,
                _ => Length,
            };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool HasChanged()
    {
        var now = RootedDirectory.Stat(file, path);
        return position != Length || now.Size != expected.Size || now.Modified != expected.Modified;
    }
}
