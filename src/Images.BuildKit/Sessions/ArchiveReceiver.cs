using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Sessions;

/// <summary>Takes an exported archive from the engine, chunk by chunk.</summary>
internal static class ArchiveReceiver
{
    public static async Task RunAsync(GrpcServerCall call, Stream destination)
    {
        while (await call.ReadAsync(BytesMessage.Parser, call.Aborted) is { } chunk)
        {
            await destination.WriteAsync(chunk.Data.Memory, call.Aborted);
        }
    }
}
