using System.Text;
using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.BuildKit.Transport;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Control;

public sealed class ProbedRouteTests
{
    private const string ListWorkers = "/moby.buildkit.v1.Control/ListWorkers";
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_buildkit_answers_to_http2_the_route_is_direct_and_asked_once()
    {
        await using var peer = await Http2Peer.StartAsync(
            ListWorkers,
            call => call.AnswerAsync(new ListWorkersResponse()).AsTask(),
            cancel
        );
        using var route = new ProbedRoute(peer.Connection, TimeProvider.System);

        var streams = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => route.OpenControlAsync(cancel)));

        // The question, its check, and the five.
        Assert.Equal(7, peer.Dialled);
        Assert.All(streams, stream => stream.Dispose());
    }

    [Fact]
    public async Task Http2_without_buildkit_is_not_taken_for_it()
    {
        await using var peer = await Http2Peer.StartAsync(
            "/other/method",
            call => call.AnswerAsync(new ListWorkersResponse()).AsTask(),
            cancel
        );
        using var route = new ProbedRoute(peer.Connection, TimeProvider.System);

        // The upgrade is refused, too: HTTP/1.1 is not understood here.
        await Assert.ThrowsAsync<BuildKitUnavailableException>(() => route.OpenControlAsync(cancel));
    }

    [Theory]
    [InlineData("HTTP/1.1 301 Moved Permanently\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Whoever_answers_in_another_way_is_asked_for_the_upgrade(string answer)
    {
        var requests = new List<string>();
        using var route = new ProbedRoute(
            new EngineConnection(_ => Task.FromResult(Scripted(answer, "HTTP/1.1 101 Switching Protocols\r\n\r\n", requests))),
            TimeProvider.System
        );

        await using var first = await route.OpenControlAsync(cancel);
        await using var second = await route.OpenSessionAsync(new("id", "key", ["/a/b", "/c/d"]), cancel);

        Assert.Equal(["PRI * HTTP/2.0", "POST /grpc HTTP/1.1", "POST /session HTTP/1.1"], requests.Select(text => text.Split("\r\n")[0]));
        Assert.Equal(2, requests[2].Split("x-docker-expose-session-grpc-method: ").Length - 1);
    }

    [Fact]
    public async Task A_refused_upgrade_tells_its_status()
    {
        var answer = "HTTP/1.1 404 Not Found\r\n\r\n";
        using var route = new ProbedRoute(new EngineConnection(_ => Task.FromResult(Scripted(answer, answer, []))), TimeProvider.System);

        var error = await Assert.ThrowsAsync<BuildKitUnavailableException>(() => route.OpenControlAsync(cancel));

        Assert.Equal(404, error.HttpStatus);
    }

    [Fact]
    public async Task An_engine_that_is_away_is_asked_again_later()
    {
        await using var peer = await Http2Peer.StartAsync(
            ListWorkers,
            call => call.AnswerAsync(new ListWorkersResponse()).AsTask(),
            cancel
        );
        var away = true;
        using var route = new ProbedRoute(
            new EngineConnection(token => away ? throw new IOException("away") : peer.DialAsync(token)),
            TimeProvider.System
        );
        await Assert.ThrowsAsync<BuildKitUnavailableException>(() => route.OpenControlAsync(cancel));

        away = false;

        await using var stream = await route.OpenControlAsync(cancel);
    }

    /// <summary>A peer that reads one request and gives one answer: to the preface of HTTP/2, or to anything else.</summary>
    private Stream Scripted(string toPreface, string toRequest, List<string> requests)
    {
        var (near, far) = StreamPair.Create();
        _ = AnswerAsync();
        return near;

        async Task AnswerAsync()
        {
            var request = new byte[4096];
            var read = await far.ReadAsync(request, cancel);
            var text = Encoding.ASCII.GetString(request, 0, read);
            requests.Add(text);
            var isPreface = text.StartsWith("PRI", StringComparison.Ordinal);
            await far.WriteAsync(Encoding.ASCII.GetBytes(isPreface ? toPreface : toRequest), cancel);
            if (isPreface)
            {
                await far.DisposeAsync();
            }
        }
    }
}
