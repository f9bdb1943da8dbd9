using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Images.BuildKit.Serving;

/// <summary>A stream that is open already, in the shape in which Kestrel takes connections.</summary>
internal sealed class StreamConnection : DefaultConnectionContext
{
    private readonly Stream stream;

    public StreamConnection(string id, Stream stream)
        : base(id)
    {
        this.stream = stream;
        Transport = new Duplex(
            PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, leaveOpen: true)),
            PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: 32 * 1024, leaveOpen: true))
        );
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        // Closing the stream ends the pending read, and with it Kestrel's loop.
        stream.Dispose();
        base.Abort(abortReason);
    }

#pragma warning disable CA2215 // Dispose methods should call base class dispose: its Abort may be about to cancel what that disposes
    public override ValueTask DisposeAsync() => stream.DisposeAsync();
#pragma warning restore CA2215

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
