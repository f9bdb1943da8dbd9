using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Docker.DotNet;

public class MultiplexedStream : IPeekableStream, IDisposable
{
    private const int HeaderLength = 8;
    private readonly Stream stream;
    private readonly bool multiplexed;
    private readonly byte[] header = new byte[HeaderLength];
    private TargetStream target = TargetStream.StandardOut;
    private uint remaining;

    internal MultiplexedStream(Stream stream, bool multiplexed)
    {
        this.stream = stream;
        this.multiplexed = multiplexed;
    }

    public enum TargetStream
    {
        StandardIn = 0,
        StandardOut = 1,
        StandardError = 2,
    }

    public async Task<ReadResult> ReadOutputAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var room = buffer.AsMemory(offset, count);
        if (!multiplexed)
        {
            return new ReadResult { Count = await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false), Target = target };
        }

        while (remaining == 0)
        {
            var got = await stream
                .ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            if (got == 0)
            {
                return new ReadResult { Target = target };
            }

            if (got < HeaderLength)
            {
                throw new EndOfStreamException();
            }

            target = header[0] <= 2 ? (TargetStream)header[0] : throw new IOException("unknown stream type");
            remaining = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        }

        var read = await stream.ReadAsync(room[..(int)Math.Min(remaining, (uint)room.Length)], cancellationToken).ConfigureAwait(false);
        if (read == 0 && count > 0)
        {
            throw new EndOfStreamException();
        }

        remaining -= (uint)read;
        return new ReadResult { Count = read, Target = target };
    }

    public async Task<(string stdout, string stderr)> ReadOutputToEndAsync(CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        await CopyOutputToAsync(Stream.Null, output, error, cancellationToken).ConfigureAwait(false);
        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    public async Task CopyOutputToAsync(Stream stdin, Stream stdout, Stream stderr, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            while (true)
            {
                var result = await ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
                if (result.EOF)
                {
                    return;
                }

                var destination = result.Target switch
                {
                    TargetStream.StandardIn => stdin,
                    TargetStream.StandardOut => stdout,
                    _ => stderr,
                };
                await destination.WriteAsync(buffer.AsMemory(0, result.Count), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        GC.SuppressFinalize(this);
    }

    public struct ReadResult
    {
        public int Count { get; set; }

        public TargetStream Target { get; set; }

        public readonly bool EOF => Count == 0;
    }
}
