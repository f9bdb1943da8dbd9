using System.Text;
using System.Text.RegularExpressions;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Progress;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed partial class OpenBuildTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steps_have_run_before_anything_is_exported()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        var name = engine.NewName();
        var events = new RecordedEvents();
        var request = BuildingTests.Request($"FROM {image}\nRUN echo {Guid.NewGuid()} >/salt && echo ran\n") with
        {
            Output = new ImageOutput(name),
        };

        await using var open = await client.OpenAsync(request, events, cancel);
        Assert.False(await engine.HasAsync(name));

        var result = await open.ExportAsync(cancel);

        Assert.Contains(result.ImageId!, await engine.InspectAsync(name), StringComparison.Ordinal);
        Assert.Contains("ran", events.Log, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => open.ExportAsync(cancel));
    }

    [Fact]
    public async Task An_open_build_exports_the_very_image_of_a_plain_one()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        var request = BuildingTests.Request($"FROM {image}\nARG A\nRUN echo {Guid.NewGuid()} $A >/salt\nCOPY x /\n", Memory("x", "1")) with
        {
            Args = new Dictionary<string, string> { ["A"] = "b" },
            SourceDateEpoch = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            Output = new ImageOutput(engine.NewName()),
        };

        var plain = await client.BuildAsync(request, null, cancel);
        await using var open = await client.OpenAsync(request, null, cancel);
        var exported = await open.ExportAsync(cancel);

        Assert.Equal(plain.ImageId, exported.ImageId);
        Assert.Equal(plain.ConfigDigest, exported.ConfigDigest);
    }

    [Theory]
    [InlineData("dockerfile")]
    [InlineData("context")]
    public async Task What_a_build_starts_from_may_be_called_as_its_own_files_are(string name)
    {
        await using var client = engine.Client();
        if (!(await client.GetFeaturesAsync(cancel)).HasNamedContexts)
        {
            return;
        }

        var salt = Guid.NewGuid().ToString();
        await using var parent = await client.OpenAsync(
            BuildingTests.Request($"FROM {await engine.BaseAsync()}\nRUN echo {salt} >/salt\n"),
            null,
            cancel
        );
        var child = BuildingTests.Request($"FROM {name}\nCOPY x /\nRUN cat /salt /x\n", Memory("x", "own")) with
        {
            NamedContexts = new Dictionary<string, NamedContext> { [name] = new InputContext(parent.Input) },
        };
        var events = new RecordedEvents();
        await using var open = await client.OpenAsync(child, events, cancel);

        Assert.Equal($"{salt}\nown", events.Log);
    }

    [Fact]
    public async Task A_build_starts_from_another_that_is_not_exported_or_is_refused_at_once()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        var salt = Guid.NewGuid().ToString();
        var parent = BuildingTests.Request($"FROM {image}\nENV FROM_PARENT=env\nCOPY x /x\nRUN echo {salt} >/salt\n", Memory("x", "file"));
        await using var open = await client.OpenAsync(parent, null, cancel);
        using var tar = new MemoryStream();
        var events = new RecordedEvents();
        var child = BuildingTests.Request(
            """
            FROM docker.io/library/acme-base:latest AS one
            RUN --mount=type=bind,from=acme/other:1,target=/m cat /m/salt /salt >/both && echo $FROM_PARENT >/env
            FROM scratch
            COPY --from=one /both /env /
            COPY --from=acme/other:1 /x /
            """
        ) with
        {
            NamedContexts = new Dictionary<string, NamedContext>
            {
                ["docker.io/library/acme-base:latest"] = new InputContext(open.Input),
                ["acme/other:1"] = new InputContext(open.Input),
            },
            Output = new ArchiveOutput(tar),
        };
        if (!(await client.GetFeaturesAsync(cancel)).HasNamedContexts)
        {
            var error = await Assert.ThrowsAsync<BuildKitUnsupportedException>(() => client.BuildAsync(child, events, cancel));
            Assert.Contains("docker.io/library/acme-base:latest", error.Message, StringComparison.Ordinal);
            Assert.Empty(events.Of<BuildEvent>());
            return;
        }

        await client.BuildAsync(child, events, cancel);

        var files = await Exported.ReadAsync(tar, cancel);
        Assert.Equal((salt + "\n" + salt + "\n", "env\n", "file"), (files["both"].Text, files["env"].Text, files["x"].Text));
        Assert.DoesNotContain(events.Of<VertexStarted>(), step => step.Name.Contains(salt, StringComparison.Ordinal));
        Assert.Contains(events.Of<VertexStarted>(), step => step.Name.Contains("cat /m/salt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Grandchildren_are_the_same_images_as_through_tags()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        if (!(await client.GetFeaturesAsync(cancel)).HasNamedContexts)
        {
            return;
        }

        var (salt, names) = (Guid.NewGuid(), Enumerable.Range(0, 3).Select(_ => engine.NewName()).ToList());
        BuildRequest Numbered(int i) =>
            BuildingTests.Request($"FROM {(i == 0 ? image : names[i - 1])}\nCOPY x /{i}\nENV E{i}={salt}\n", Memory("x", $"{salt}{i}")) with
            {
                SourceDateEpoch = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
                Output = new ImageOutput(names[i]),
            };

        await using var first = await client.OpenAsync(Numbered(0), null, cancel);
        await using var second = await client.OpenAsync(From(Numbered(1), names[0], first), null, cancel);
        await using var third = await client.OpenAsync(From(Numbered(2), names[1], second), null, cancel);
        var chained = await Task.WhenAll(first.ExportAsync(cancel), second.ExportAsync(cancel), third.ExportAsync(cancel));
        var tagged = new List<BuildResult>();
        for (var i = 0; i < 3; i++)
        {
            tagged.Add(await client.BuildAsync(Numbered(i), null, cancel));
        }

        Assert.Equal(tagged.Select(result => result.ImageId), chained.Select(result => result.ImageId));
    }

    [Theory]
    [InlineData("RUN echo \"hi\" \\\n && exit 42\n")]
    [InlineData("COPY none-such /\n")]
    [InlineData("NONSENSE x\n")]
    [InlineData("FROM none.invalid/such\n")]
    public async Task A_failure_is_told_as_in_a_plain_build(string line)
    {
        await using var client = engine.Client();
        var request = BuildingTests.Request($"FROM {await engine.BaseAsync()} AS one\n\n{line}");

        var plain = await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(request, null, cancel));
        var open = await Assert.ThrowsAsync<BuildFailedException>(() => client.OpenAsync(request, null, cancel));

        Assert.Equal((WithoutIds(plain.Message), plain.Code), (WithoutIds(open.Message), open.Code));
        Assert.Equal((plain.Vertex?.Name, plain.ExitCode, plain.Command), (open.Vertex?.Name, open.ExitCode, open.Command));
        Assert.Equal(plain.Sources, open.Sources);
    }

    [Fact]
    public async Task A_refused_output_is_refused_when_it_is_opened()
    {
        await using var client = engine.Client();
        var request = BuildingTests.Request("FROM scratch\nCOPY x /\n", Memory("x", "1")) with { Output = new ImageOutput("Not A Name") };

        await Assert.ThrowsAsync<BuildFailedException>(() => client.BuildAsync(request, null, cancel));
        await Assert.ThrowsAsync<BuildFailedException>(async () =>
        {
            await using var open = await client.OpenAsync(request, null, cancel);
            await open.ExportAsync(cancel);
        });
    }

    [Fact]
    public async Task Cancelling_kills_the_running_step()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var events = new RecordedEvents
        {
            OnLog = text => _ = text.Contains("started", StringComparison.Ordinal) ? stop.CancelAsync() : null,
        };
        var salt = Guid.NewGuid().ToString("N");
        var mount = $"--mount=type=cache,id={salt},target=/c,sharing=locked";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.OpenAsync(BuildingTests.Request($"FROM {image}\nRUN {mount} echo started; sleep 60\n"), events, stop.Token)
        );

        // The lock of the cache mount is free only when that step is dead.
        await client
            .BuildAsync(BuildingTests.Request($"FROM {image}\nRUN {mount} echo {salt}\n"), null, cancel)
            .WaitAsync(TimeSpan.FromSeconds(20), cancel);
    }

    [Fact]
    public async Task A_disposed_build_leaves_nothing_and_is_no_input()
    {
        await using var client = engine.Client();
        var name = engine.NewName();
        var request = BuildingTests.Request("FROM scratch\nCOPY x /\n", Memory("x", "1")) with { Output = new ImageOutput(name) };
        var open = await client.OpenAsync(request, null, cancel);

        await open.DisposeAsync();
        await open.DisposeAsync();

        Assert.False(await engine.HasAsync(name));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => open.ExportAsync(cancel));
        if ((await client.GetFeaturesAsync(cancel)).HasNamedContexts)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => client.BuildAsync(From(request, "x", open), null, cancel));
        }

        await using var other = engine.Client();
        await Assert.ThrowsAsync<ArgumentException>(() => other.BuildAsync(From(request, "x", open), null, cancel));
    }

    private static string WithoutIds(string message) => Identifier().Replace(message, "ID");

    [GeneratedRegex("[0-9a-z]{25}")]
    private static partial Regex Identifier();

    private static BuildRequest From(BuildRequest request, string name, OpenBuild parent) =>
        request with
        {
            NamedContexts = new Dictionary<string, NamedContext> { [name] = new InputContext(parent.Input) },
        };

    private static MemoryContext Memory(string name, string text) =>
        new("test", new Dictionary<string, ReadOnlyMemory<byte>> { [name] = Encoding.UTF8.GetBytes(text) });
}
