using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Grpc;

/// <summary>
/// A message on the wire: one byte 0 (not compressed), four bytes of length, the message
/// (gRPC over HTTP2, "Length-Prefixed-Message").
/// </summary>
internal static class GrpcFrame
{
    public const int HeaderLength = 5;

    /// <summary>No message of BuildKit comes near this; a longer one is a broken stream.</summary>
    public const int MaximumLength = 256 * 1024 * 1024;

    /// <summary>Writes a frame and returns its length.</summary>
    public static int Write(IBufferWriter<byte> output, IMessage message)
    {
        var size = message.CalculateSize();
        var header = output.GetSpan(HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], size);
        output.Advance(HeaderLength);
        message.WriteTo(output);
        return HeaderLength + size;
    }

    public static byte[] ToBytes(IMessage message)
    {
        var output = new ArrayBufferWriter<byte>(HeaderLength + message.CalculateSize());
        Write(output, message);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Takes one whole frame off the front of a buffer; false where it is not all there yet.</summary>
    /// <exception cref="GrpcStatusException">The frame is compressed or too long.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        message = default;
        if (buffer.Length < HeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (header[0] != 0 || length > MaximumLength)
        {
            throw new GrpcStatusException(GrpcStatusCode.Unavailable, "the peer sent a compressed or oversized message");
        }

        if (buffer.Length < HeaderLength + length)
        {
            return false;
        }

        message = buffer.Slice(HeaderLength, length);
        buffer = buffer.Slice(HeaderLength + length);
        return true;
    }
}
