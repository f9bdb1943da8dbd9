using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Progress;
using Images.BuildKit.Sessions;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Engine;

/// <summary>BuildKit on a socket of its own.</summary>
[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class DirectTests(TestEngine engine) : IAsyncLifetime
{
    private static readonly Dictionary<string, ReadOnlyMemory<byte>> X = new() { ["x"] = "1"u8.ToArray() };

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private RelaySocket? socket;

    public ValueTask InitializeAsync()
    {
        socket = RelaySocket.Direct(engine.Dial);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => socket!.DisposeAsync();

    [Fact]
    public async Task A_tar_comes_back_over_the_route_that_is_found()
    {
        await using var client = Client(BuildKitRoute.Probed);
        // More than the windows of either side hold.
        var large = new string('x', 9_000_000) + Guid.NewGuid();
        using var context = new TemporaryDirectory().Write("large", large).Write("größe", "1");
        using var tar = new MemoryStream();
        var request = BuildingTests.Request("FROM scratch\nCOPY . /\n", new DirectoryContext(context.Path)) with
        {
            Output = new ArchiveOutput(tar),
        };

        await client.BuildAsync(request, null, cancel);

        var files = await Exported.ReadAsync(tar, cancel);
        Assert.Equal(large, files["large"].Text);
        Assert.Equal("1", files["größe"].Text);
    }

    [Fact]
    public async Task A_directory_and_an_image_come_of_the_direct_route()
    {
        await using var client = Client(BuildKitRoute.Direct);
        using var context = new TemporaryDirectory().Write("a/b", Guid.NewGuid().ToString());
        using var result = new TemporaryDirectory();
        var request = BuildingTests.Request("FROM scratch\nCOPY . /\n", new DirectoryContext(context.Path));
        var name = engine.NewName();

        await client.BuildAsync(request with { Output = new DirectoryOutput(result.Path) }, null, cancel);
        await client.BuildAsync(request with { Output = new ImageOutput(name) }, null, cancel);

        Assert.Equal(await File.ReadAllTextAsync(context["a/b"], cancel), await File.ReadAllTextAsync(result["a/b"], cancel));
        Assert.True(await engine.HasAsync(name));
    }

    [Fact]
    public async Task A_step_reads_a_secret_through_a_session_that_is_a_call()
    {
        await using var client = Client(BuildKitRoute.Direct);
        var image = await engine.BaseAsync();
        var value = Guid.NewGuid().ToString();
        var events = new RecordedEvents();
        var request = BuildingTests.Request(
            $"FROM {image}\nRUN --mount=type=secret,id=token : {Guid.NewGuid()}; cat /run/secrets/token\n"
        ) with
        {
            Secrets = new MemorySecrets(
                new Dictionary<string, ReadOnlyMemory<byte>> { ["token"] = System.Text.Encoding.UTF8.GetBytes(value) }
            ),
        };

        await client.BuildAsync(request, events, cancel);

        Assert.Contains(value, events.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_builds_at_once_leave_one_connection()
    {
        await using var client = Client(BuildKitRoute.Probed);
        using var context = new TemporaryDirectory().Write("a", Guid.NewGuid().ToString());
        var request = BuildingTests.Request("FROM scratch\nCOPY a /\n", new DirectoryContext(context.Path));

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.BuildAsync(request, null, cancel)));

        // The question whether the route is direct, its check, the control connection, and one for each session.
        Assert.Equal(3 + 12, socket!.Accepted);
    }

    [Fact]
    public async Task An_engine_takes_the_direct_route_from_29_on_and_refuses_it_in_one_line_before()
    {
        await using var client = new BuildKitClient(engine.Dial, route: BuildKitRoute.Direct);
        engine.Require();

        if (await engine.MajorVersionAsync() <= 28)
        {
            var error = await Assert.ThrowsAsync<BuildKitUnavailableException>(() => client.ListWorkersAsync(cancel));
            Assert.DoesNotContain('\n', error.Message);
            return;
        }

        Assert.NotEmpty(await client.ListWorkersAsync(cancel));
        using var tar = new MemoryStream();
        var request = BuildingTests.Request("FROM scratch\nCOPY x /\n", new MemoryContext("direct", X)) with
        {
            Output = new ArchiveOutput(tar),
        };
        await client.BuildAsync(request, null, cancel);
        Assert.Equal("1", (await Exported.ReadAsync(tar, cancel))["x"].Text);
    }

    [Fact]
    public async Task Cancelling_stops_the_step_over_the_direct_route()
    {
        await using var client = Client(BuildKitRoute.Direct);
        var image = await engine.BaseAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var started = new StartedStep("sleep", stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.BuildAsync(BuildingTests.Request($"FROM {image}\nRUN : {Guid.NewGuid()}; sleep 600\n"), started, stop.Token)
        );
    }

    private BuildKitClient Client(BuildKitRoute route)
    {
        engine.Require();
        return new BuildKitClient(BuildKitDial.Unix(socket!.Path), route: route);
    }

    private sealed class StartedStep(string name, CancellationTokenSource stop) : IProgress<BuildEvent>
    {
        public void Report(BuildEvent value)
        {
            if (value is VertexStarted vertex && vertex.Name.Contains(name, StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }
    }
}
