using System.Diagnostics;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class FailureTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_run_names_its_step_command_and_exit_code()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        var request = BuildingTests.Request($"FROM {image} AS one\n\nRUN echo \"hi\" \\\n && exit 42\n");

        var error = await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(request, null, cancel));

        Assert.Equal(42, error.ExitCode);
        Assert.Contains("exit 42", error.Command, StringComparison.Ordinal);
        Assert.Contains("2/2] RUN echo", error.Vertex!.Name, StringComparison.Ordinal);
        if ((await client.GetFeaturesAsync(cancel)).HasNamedContexts)
        {
            Assert.Equal([new SourceRange("Dockerfile", 3, 4)], error.Sources);
        }
    }

    [Fact]
    public async Task A_missing_file_names_the_copy()
    {
        await using var client = engine.Client();

        var error = await Assert.ThrowsAsync<BuildFailedException>(() =>
            client.BuildAsync(BuildingTests.Request("FROM scratch\nCOPY none-such /\n"), null, cancel)
        );

        Assert.Contains("none-such", error.Message, StringComparison.Ordinal);
        Assert.Contains("COPY none-such", error.Vertex!.Name, StringComparison.Ordinal);
        Assert.Null(error.ExitCode);
    }

    [Fact]
    public async Task A_wrong_dockerfile_fails_before_any_step()
    {
        await using var client = engine.Client();

        var error = await Assert.ThrowsAsync<BuildFailedException>(() =>
            client.BuildAsync(BuildingTests.Request("FROM scratch\nNONSENSE x\n"), null, cancel)
        );

        Assert.Contains("NONSENSE", error.Message.ToUpperInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_kills_the_running_step()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        using var directory = new TemporaryDirectory();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var events = new RecordedEvents { OnLog = text => StopAt(text, stop) };
        var salt = Guid.NewGuid().ToString("N");
        // While it holds the lock of the cache mount, no other step gets it.
        var locked = $"FROM {image}\nRUN --mount=type=cache,id={salt},target=/c,sharing=locked echo started; sleep 60\n";
        var free = $"FROM {image}\nRUN --mount=type=cache,id={salt},target=/c,sharing=locked echo {salt}\n";

        var clock = new Stopwatch();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
        {
            stop.Token.Register(clock.Start);
            return client.BuildAsync(BuildingTests.Request(locked), events, stop.Token);
        });
        await client.BuildAsync(BuildingTests.Request(free), null, cancel);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_is_refused_by_name()
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory().Write("f", Guid.NewGuid().ToString());
        var context = new ChangingContext(new DirectoryContext(directory.Path), () => directory.Write("f", "something else"));

        var error = await Assert.ThrowsAsync<BuildContextException>(() =>
            client.BuildAsync(BuildingTests.Request("FROM scratch\nCOPY f /\n", context), null, cancel)
        );

        Assert.Equal("f", error.Path);
    }

    [Fact]
    public async Task No_engine_is_unavailable()
    {
        await using var client = new BuildKitClient(BuildKitDial.Unix("/nonexistent/docker.sock"));

        var error = await Assert.ThrowsAsync<BuildKitUnavailableException>(() => client.GetFeaturesAsync(cancel));

        Assert.Null(error.HttpStatus);
    }

    private static void StopAt(string text, CancellationTokenSource stop)
    {
        if (text.Contains("started", StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }

    private sealed class ChangingContext(IContextSource inner, Action change) : IContextSource
    {
        public string SharedKey => inner.SharedKey;

        public IReadOnlyList<ContextEntry> List(string directory) => inner.List(directory);

        public Stream Open(string path, ContextEntry expected)
        {
            change();
            return inner.Open(path, expected);
        }
    }
}
