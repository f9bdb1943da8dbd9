using System.IO.Pipelines;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests;

/// <summary>A connection in memory: what is written at one end is read at the other.</summary>
internal static class StreamPair
{
    public static (Stream Near, Stream Far) Create()
    {
        var (there, back) = (new Pipe(), new Pipe());
        return (new End(back.Reader, there.Writer), new End(there.Reader, back.Writer));
    }

    private sealed class End(PipeReader reader, PipeWriter writer) : ConnectionStream
    {
#pragma warning disable CA2213 // Disposable fields should be disposed: the pipes are ended by hand, since their streams break a read that waits
        private readonly Stream input = reader.AsStream();
        private readonly Stream output = writer.AsStream();
#pragma warning restore CA2213

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            input.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            output.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

        protected override void Dispose(bool disposing)
        {
            // As a socket does: reads that wait end, and the other end reads to its end.
            reader.CancelPendingRead();
            writer.Complete();
            base.Dispose(disposing);
        }
    }
}
