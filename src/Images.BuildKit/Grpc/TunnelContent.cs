using System.Net;

namespace Images.BuildKit.Grpc;

/// <summary>A request body that is written while the response is read, until it is completed.</summary>
internal sealed class TunnelContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where to write, once the request is on its way.</summary>
    public Task<Stream> Opened => opened.Task;

    /// <summary>Ends the body.</summary>
    public void Complete() => ended.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Sends the headers: the peer is the first to speak in a session.
        await stream.FlushAsync(cancellationToken);
        opened.TrySetResult(stream);
        await ended.Task.WaitAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
