using System.Net;
using System.Net.Http.Headers;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Grpc;

public sealed class GrpcServerCallTests
{
    private const string Path = "/moby.filesync.v1.FileSync/DiffCopy";
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_the_engine_gives_up_is_cancelled_and_has_not_failed()
    {
        var seen = new TaskCompletionSource<Exception?>();
        await using var peer = await Http2Peer.StartAsync(Path, call => ReadAllAsync(call, seen), cancel);
        using var handler = new SocketsHttpHandler { ConnectCallback = async (_, token) => await peer.DialAsync(token) };
        using var client = new HttpClient(handler);
        using var content = new TunnelContent();
        content.Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost{Path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);

        response.Dispose();

        Assert.IsType<OperationCanceledException>(await seen.Task.WaitAsync(cancel), exactMatch: false);
    }

    private async Task ReadAllAsync(GrpcServerCall call, TaskCompletionSource<Exception?> seen)
    {
        await call.FlushAsync(cancel);
        try
        {
            while (await call.ReadAsync(Packet.Parser, CancellationToken.None) is not null) { }

            seen.SetResult(null);
        }
        catch (Exception error)
        {
            seen.SetResult(error);
            throw;
        }
    }
}
