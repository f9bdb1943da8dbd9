using Images.BuildKit.Builds;
using Images.BuildKit.Errors;
using Images.BuildKit.Progress;
using Images.BuildKit.Tests.Engine;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Faults;

public sealed class FaultTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly BuildRequest Request = new() { Dockerfile = "FROM scratch"u8.ToArray() };

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public static TheoryData<bool> PlainAndOpen() => [false, true];

    [Theory]
    [MemberData(nameof(PlainAndOpen))]
    public async Task Without_a_fault_the_build_is_done_and_told_in_order(bool open)
    {
        await using var engine = await FakeEngine.StartAsync();
        var events = new RecordedEvents();
        await using var client = new BuildKitClient(engine.Dial, TimeProvider.System, BuildKitRoute.Upgrade);

        var result = await BuildAsync(client, open, events, cancel);

        Assert.Equal("sha256:1", result.ImageId);
        Assert.Equal([typeof(VertexStarted), typeof(VertexCompleted)], events.Of<BuildEvent>().Select(e => e.GetType()));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task A_connection_that_is_cut_anywhere_ends_the_build_in_one_line(bool open, bool control)
    {
        var unobserved = new List<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> keep = (_, e) => unobserved.Add(e.Exception);
        TaskScheduler.UnobservedTaskException += keep;
        var outcomes = new List<string>();
        for (var writes = 0; outcomes.LastOrDefault() != "done" && writes < 60; writes++)
        {
            await using var engine = await FakeEngine.StartAsync(control ? writes : null, control ? null : writes);
            await using var client = engine.Client();
            try
            {
                await BuildAsync(client, open, new RecordedEvents(), cancel);
                outcomes.Add(engine.WasCut ? "done nevertheless" : "done");
            }
            catch (BuildKitUnavailableException e)
            {
                AssertOneLine(e);
                outcomes.Add("unavailable");
            }
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= keep;
        Assert.Equal("done", outcomes[^1]);
        Assert.Equal("unavailable", outcomes[0]);
        Assert.Empty(unobserved);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\n\r\n", 404)]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\n\r\nno", 500)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200)]
    [InlineData("SSH-2.0-OpenSSH\r\n", null)]
    [InlineData("HTTP/1.1 101", null)]
    public async Task An_upgrade_that_is_refused_says_how(string answer, int? status)
    {
        foreach (var refused in new[] { "/grpc", "/session" })
        {
            await using var engine = await FakeEngine.StartAsync(upgrade: path => path == refused ? answer : null);
            await using var client = engine.Client();

            var error = await Assert.ThrowsAsync<BuildKitUnavailableException>(() => BuildAsync(client, false, null, cancel));

            Assert.Equal(status, status is null ? null : error.HttpStatus);
            AssertOneLine(error);
        }
    }

    [Theory]
    [MemberData(nameof(PlainAndOpen))]
    public async Task An_error_after_the_upgrade_is_the_builds(bool open)
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Build.Faults[FakeBuild.Solve] = FakeBuild.Refuse(GrpcStatusCode.Unknown, "exporter \"moby\" could not be found");
        await using var client = engine.Client();

        var error = await Assert.ThrowsAsync<BuildFailedException>(() => BuildAsync(client, open, null, cancel));

        Assert.Equal("exporter \"moby\" could not be found", error.Message);
    }

    [Theory]
    [MemberData(nameof(PlainAndOpen))]
    public async Task A_buildkitd_alone_is_asked_for_its_own_image_exporter_and_that_is_remembered(bool open)
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Build.Exporters = ["image"];
        await using var client = engine.Client();
        var image = Request with { Output = new ImageOutput("acme/a:1") };

        Assert.Equal("sha256:1", (await BuildAsync(client, open, null, cancel, image)).ImageId);
        Assert.Equal(["moby", "image"], engine.Build.Asked);

        engine.Build.Exporters = [];
        await Assert.ThrowsAsync<BuildFailedException>(() => BuildAsync(client, false, null, cancel, image));
        Assert.Equal(["moby", "image", "image"], engine.Build.Asked);
    }

    [Fact]
    public async Task An_engine_without_any_image_exporter_is_quoted_on_the_first()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Build.Exporters = [];
        await using var client = engine.Client();
        var image = Request with { Output = new ImageOutput("acme/a:1") };

        var error = await Assert.ThrowsAsync<BuildFailedException>(() => BuildAsync(client, false, null, cancel, image));

        Assert.Equal("exporter \"moby\" could not be found", error.Message);
        Assert.Equal(["moby", "image"], engine.Build.Asked);
    }

    [Fact]
    public async Task An_engine_that_does_not_know_the_call_is_unsupported()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Build.Faults[FakeBuild.Inside] = FakeBuild.Refuse(GrpcStatusCode.Unimplemented, "unknown service");
        await using var client = engine.Client();

        await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.OpenAsync(Request, null, cancel));
    }

    [Theory]
    [InlineData(FakeBuild.Solve)]
    [InlineData(FakeBuild.Inside)]
    [InlineData(FakeBuild.Return)]
    public async Task A_silent_engine_is_left_at_once_when_cancelled(string silent)
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Build.Faults[silent] = engine.Build.KeepSilentAsync;
        await using var client = engine.Client();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);

        var building = BuildAsync(client, silent != FakeBuild.Solve, null, stop.Token);
        await engine.Build.Silence.Task.WaitAsync(Limit, cancel);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building.WaitAsync(Limit, cancel));
        await engine.Build.GivenUp.Task.WaitAsync(Limit, cancel);
    }

    [Theory]
    [InlineData("/grpc")]
    [InlineData("/session")]
    public async Task An_engine_that_never_answers_the_upgrade_is_left_at_once_when_cancelled(string path)
    {
        var asked = new TaskCompletionSource();
        await using var engine = await FakeEngine.StartAsync(upgrade: each => Silent(each == path, asked));
        await using var client = engine.Client();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);

        var building = BuildAsync(client, false, null, stop.Token);
        await asked.Task.WaitAsync(Limit, cancel);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building.WaitAsync(Limit, cancel));
    }

    [Theory]
    [MemberData(nameof(PlainAndOpen))]
    public async Task Progress_that_fails_or_never_ends_does_not_fail_the_build(bool open)
    {
        foreach (var fault in new[] { "refused", "silent", "garbage" })
        {
            await using var engine = await FakeEngine.StartAsync();
            engine.Build.Faults[FakeBuild.Status] = fault switch
            {
                "refused" => FakeBuild.Refuse(GrpcStatusCode.NotFound, "no such job"),
                "silent" => engine.Build.KeepSilentAsync,
                _ => FakeBuild.Say(0, 0, 0, 0, 3, 255, 255, 255),
            };
            await using var client = engine.Client();

            Assert.Equal("sha256:1", (await BuildAsync(client, open, null, cancel)).ImageId);
        }
    }

    public static TheoryData<string, byte[]> NoAnswers() =>
        new()
        {
            { "nothing", [] },
            { "half a header", [0, 0, 0] },
            { "half a message", [0, 0, 0, 0, 9, 10] },
            { "no protobuf", [0, 0, 0, 0, 3, 255, 255, 255] },
            { "compressed", [1, 0, 0, 0, 1, 0] },
            { "4 GiB", [0, 255, 255, 255, 255, 0] },
        };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task An_answer_that_is_none_ends_the_build_in_one_line(string what, byte[] bytes)
    {
        foreach (var path in new[] { FakeBuild.Solve, FakeBuild.Inside })
        {
            await using var engine = await FakeEngine.StartAsync();
            engine.Build.Faults[path] = FakeBuild.Say(bytes);
            await using var client = engine.Client();

            var error = await Assert.ThrowsAnyAsync<BuildKitException>(() => BuildAsync(client, path == FakeBuild.Inside, null, cancel));

            Assert.True(error is BuildKitUnavailableException, $"{what}: {error}");
            AssertOneLine(error);
        }
    }

    [Fact]
    public async Task An_engine_that_goes_away_is_dialled_again_for_the_next_build()
    {
        // GOAWAY: last stream 0, NO_ERROR.
        byte[] farewell = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        await using var engine = await FakeEngine.StartAsync(cutControlAfter: 2, lastWords: farewell);
        await using var client = engine.Client();

        for (var i = 0; i < 2; i++)
        {
            AssertOneLine(await Assert.ThrowsAsync<BuildKitUnavailableException>(() => BuildAsync(client, false, null, cancel)));
        }

        Assert.Equal(2, engine.Sessions.Count);
    }

    private static string? Silent(bool applies, TaskCompletionSource asked)
    {
        if (applies)
        {
            asked.TrySetResult();
        }

        return applies ? "" : null;
    }

    private static async Task<BuildResult> BuildAsync(
        BuildKitClient client,
        bool open,
        IProgress<BuildEvent>? progress,
        CancellationToken cancellationToken,
        BuildRequest? request = null
    )
    {
        if (!open)
        {
            return await client.BuildAsync(request ?? Request, progress, cancellationToken).WaitAsync(Limit, CancellationToken.None);
        }

        await using var build = await client
            .OpenAsync(request ?? Request, progress, cancellationToken)
            .WaitAsync(Limit, CancellationToken.None);
        return await build.ExportAsync(cancellationToken).WaitAsync(Limit, CancellationToken.None);
    }

    private static void AssertOneLine(Exception error)
    {
        Assert.NotEmpty(error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
