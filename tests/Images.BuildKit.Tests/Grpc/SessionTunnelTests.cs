using System.Security.Cryptography;
using Google.Protobuf;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Transport;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Grpc;

public sealed class SessionTunnelTests
{
    private const string Path = "/moby.buildkit.v1.Control/Session";
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_method_comes_as_a_line_of_its_own()
    {
        string[] methods = ["/a.Service/One", "/b.Service/Two", "/" + new string('x', 127), "/" + new string('y', 400)];
        var seen = new TaskCompletionSource<(string?[] Methods, string? Id, string? Key)>();
        await using var peer = await Http2Peer.StartAsync(
            Path,
            async call =>
            {
                seen.SetResult(
                    (
                        [.. call.Metadata[SessionAnnouncement.MethodField]],
                        call.Metadata["x-docker-expose-session-uuid"],
                        call.Metadata["x-docker-expose-session-sharedkey"]
                    )
                );
                await call.FlushAsync(cancel);
            },
            cancel
        );

        await using var tunnel = await SessionTunnel.OpenAsync(peer.Connection, new("an-id", "a-key", methods), cancel);

        var (lines, id, key) = await seen.Task;
        Assert.Equal(methods, lines);
        Assert.Equal(("an-id", "a-key"), (id, key));
    }

    [Fact]
    public async Task More_than_all_windows_hold_goes_through_both_ways_at_once()
    {
        await using var peer = await Http2Peer.StartAsync(Path, EchoAsync, cancel);
        await using var tunnel = await OpenAsync(peer);
        var sent = RandomNumberGenerator.GetBytes(9_000_001);

        var writing = Task.Run(
            async () =>
            {
                // One write of many windows, and many of a few bytes.
                await tunnel.WriteAsync(sent.AsMemory(0, 8_000_000), cancel);
                for (var at = 8_000_000; at < sent.Length; at += 997)
                {
                    await tunnel.WriteAsync(sent.AsMemory(at, Math.Min(997, sent.Length - at)), cancel);
                }

                await tunnel.FlushAsync(cancel);
            },
            cancel
        );
        var received = new byte[sent.Length];
        await tunnel.ReadExactlyAsync(received, cancel);
        await writing;

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task The_end_of_the_call_is_the_end_of_the_stream()
    {
        await using var peer = await Http2Peer.StartAsync(
            Path,
            call => call.AnswerAsync(new BytesMessage { Data = ByteString.CopyFromUtf8("bye") }).AsTask(),
            cancel
        );
        await using var tunnel = await OpenAsync(peer);

        using var rest = new MemoryStream();
        await tunnel.CopyToAsync(rest, cancel);

        Assert.Equal("bye"u8.ToArray(), rest.ToArray());
    }

    [Fact]
    public async Task A_refused_session_is_told_with_its_status()
    {
        await using var peer = await Http2Peer.StartAsync(
            Path,
            _ => throw new GrpcStatusException(GrpcStatusCode.AlreadyExists, "session x already exists"),
            cancel
        );

        var error = await Assert.ThrowsAnyAsync<BuildKitException>(() => OpenAsync(peer));

        Assert.Equal((GrpcStatusCode.AlreadyExists, "session x already exists"), (error.Code, error.Message));
    }

    [Fact]
    public async Task A_connection_that_breaks_ends_the_reads_that_wait()
    {
        await using var peer = await Http2Peer.StartAsync(Path, EchoAsync, cancel);
        await using var tunnel = await OpenAsync(peer);
        var reading = tunnel.ReadAsync(new byte[1], cancel).AsTask();

        await peer.Last!.DisposeAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => reading);
    }

    [Fact]
    public async Task Closing_the_tunnel_ends_the_reads_that_wait_and_the_call()
    {
        var ended = new TaskCompletionSource();
        await using var peer = await Http2Peer.StartAsync(
            Path,
            async call =>
            {
                call.Aborted.Register(ended.SetResult);
                await EchoAsync(call);
            },
            cancel
        );
        var tunnel = await OpenAsync(peer);
        var reading = tunnel.ReadAsync(new byte[1], cancel).AsTask();

        await tunnel.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => reading);
        await ended.Task.WaitAsync(cancel);
    }

    [Fact]
    public async Task Nobody_at_the_other_end_is_an_engine_that_cannot_be_had()
    {
        var engine = new EngineConnection(_ => throw new IOException("nobody"));

        await Assert.ThrowsAsync<BuildKitUnavailableException>(() => SessionTunnel.OpenAsync(engine, new("id", "key", []), cancel));
    }

    private Task<Stream> OpenAsync(Http2Peer peer) => SessionTunnel.OpenAsync(peer.Connection, new("id", "key", ["/a/b"]), cancel);

    private async Task EchoAsync(GrpcServerCall call)
    {
        await call.FlushAsync(cancel);
        while (await call.ReadAsync(BytesMessage.Parser, call.Aborted) is { } message)
        {
            await call.AnswerAsync(message);
        }
    }
}
