using System.Buffers;
using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.Benchmarks.Pure;

/// <summary>The frames in which files travel: 32 KiB of a file each.</summary>
[MemoryDiagnoser]
public class FrameBenchmarks
{
    private readonly Packet packet = new() { Type = Packet.Types.PacketType.Data, Data = ByteString.CopyFrom(new byte[32 * 1024]) };
    private readonly ArrayBufferWriter<byte> output = new(64 * 1024);
    private byte[] frame = [];

    [GlobalSetup]
    public void Write() => frame = GrpcFrame.ToBytes(packet);

    [Benchmark]
    public int WriteFrame()
    {
        output.ResetWrittenCount();
        return GrpcFrame.Write(output, packet);
    }

    [Benchmark]
    public int ReadFrame()
    {
        var buffer = new ReadOnlySequence<byte>(frame);
        return GrpcFrame.TryRead(ref buffer, out var message) ? Packet.Parser.ParseFrom(message).Data.Length : 0;
    }
}
