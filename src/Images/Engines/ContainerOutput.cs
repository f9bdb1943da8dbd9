using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Images.Engines;

/// <summary>Collects what a container writes, up to a limit for each stream, and tells of it as it comes.</summary>
internal sealed class ContainerOutput(int limit, IProgress<ContainerChunk>? listener)
{
    private const int HeaderLength = 8;
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ArrayBufferWriter<byte> error = new();

    /// <summary>Bytes of both streams beyond the limit.</summary>
    public long Dropped { get; private set; }

    /// <summary>Standard output so far.</summary>
    public string Output => Text(output);

    /// <summary>Standard error so far.</summary>
    public string Error => Text(error);

    /// <summary>Reads the engine's frames (one byte for the stream, three zeros, four bytes of length) to their end.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        var buffer = ArrayPool<byte>.Shared.Rent(32 << 10);
        try
        {
            while (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken) == HeaderLength)
            {
                var target = header[0] == 2 ? ContainerStream.Error : ContainerStream.Output;
                var left = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
                while (left > 0)
                {
                    var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, (uint)buffer.Length)), cancellationToken);
                    if (read == 0)
                    {
                        return;
                    }

                    Add(target, buffer.AsMemory(0, read));
                    left -= (uint)read;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads what a terminal shows, which has no frames, to its end.</summary>
    public async Task ReadTerminalAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 << 10];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            Add(ContainerStream.Output, buffer.AsMemory(0, read));
        }
    }

    /// <summary>Takes a piece of output.</summary>
    internal void Add(ContainerStream target, ReadOnlyMemory<byte> bytes)
    {
        var store = target == ContainerStream.Error ? error : output;
        var room = Math.Min(bytes.Length, limit - store.WrittenCount);
        store.Write(bytes.Span[..room]);
        Dropped += bytes.Length - room;
        listener?.Report(new ContainerChunk(target, bytes));
    }

    private static string Text(ArrayBufferWriter<byte> store) => Encoding.UTF8.GetString(store.WrittenSpan);
}
