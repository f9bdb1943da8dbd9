using System.Runtime.InteropServices;

namespace Images.Testing.Inventory.Zstandard;

/// <summary>Unpacks Zstandard (RFC 8878), frame after frame; what can be skipped is.</summary>
internal sealed class ZstdStream : Stream
{
    private const int BufferSize = 1 << 17;

    private readonly ZstdLibrary library;
    private readonly Stream packed;
    private readonly byte[] input = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    private readonly byte[] output = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    private nint decoder;
    private int inputStart;
    private int inputEnd;
    private int outputStart;
    private int outputEnd;
    private bool isWithinFrame;

    /// <summary>Begins to unpack.</summary>
    /// <param name="library">The decoder.</param>
    /// <param name="packed">What is packed; it is closed with this.</param>
    public ZstdStream(ZstdLibrary library, Stream packed)
    {
        this.library = library;
        this.packed = packed;
        decoder = library.Create();
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">What is packed is damaged, or ends too early.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (outputStart == outputEnd && buffer.Length > 0)
        {
            if (inputStart == inputEnd)
            {
                (inputStart, inputEnd) = (0, await packed.ReadAsync(input, cancellationToken));
            }

            var isAtEnd = inputEnd == 0;
            Unpack();
            if (isAtEnd && outputEnd == 0)
            {
                return isWithinFrame ? throw new InvalidDataException("it ends within a Zstandard frame") : 0;
            }
        }

        var count = Math.Min(buffer.Length, outputEnd - outputStart);
        output.AsMemory(outputStart, count).CopyTo(buffer);
        outputStart += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

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
        library.Free(decoder);
        decoder = 0;
        if (disposing)
        {
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Unpack()
    {
        ObjectDisposedException.ThrowIf(decoder == 0, this);
        var from = new ZstdBuffer
        {
            Start = Marshal.UnsafeAddrOfPinnedArrayElement(input, 0),
            Size = (nuint)inputEnd,
            Position = (nuint)inputStart,
        };
        var to = new ZstdBuffer { Start = Marshal.UnsafeAddrOfPinnedArrayElement(output, 0), Size = BufferSize };
        var result = library.Decompress(decoder, ref to, ref from);
        if (library.IsError(result) != 0)
        {
            throw new InvalidDataException($"it is no Zstandard: {Marshal.PtrToStringUTF8(library.ErrorName(result))}");
        }

        // A call that neither reads nor writes says nothing of the frame before it.
        isWithinFrame = result != 0 && (isWithinFrame || from.Position > (nuint)inputStart);
        inputStart = (int)from.Position;
        (outputStart, outputEnd) = (0, (int)to.Position);
    }
}
