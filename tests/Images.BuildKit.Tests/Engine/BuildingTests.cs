using System.Text;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Progress;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class BuildingTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    internal static BuildRequest Request(string dockerfile, IContextSource? context = null) =>
        new()
        {
            Dockerfile = Encoding.UTF8.GetBytes(dockerfile),
            Context = context,
            Network = BuildNetwork.None,
            Labels = new Dictionary<string, string> { [TestEngine.Label] = "1" },
        };

    [Fact]
    public async Task An_image_is_in_the_store_under_every_name_and_the_id_that_is_returned()
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory().Write("a.txt", "a");
        string[] names = [engine.NewName(), engine.NewName()];
        var request = Request("FROM scratch\nCOPY a.txt /\nARG V\nLABEL v=$V\n", new DirectoryContext(directory.Path)) with
        {
            Args = new Dictionary<string, string> { ["V"] = "a b" },
            Output = new ImageOutput(names),
        };

        var result = await client.BuildAsync(request, null, cancel);

        foreach (var name in names)
        {
            var image = await engine.InspectAsync(name);
            Assert.Contains(result.ImageId!, image, StringComparison.Ordinal);
            Assert.Contains("\"v\":\"a b\"", image, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_second_build_takes_its_steps_from_the_cache_and_gives_the_same_image()
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory().Write("a.txt", Guid.NewGuid().ToString());
        var request = Request("FROM scratch\nCOPY a.txt /cached\n", new DirectoryContext(directory.Path)) with
        {
            Output = new ImageOutput(engine.NewName()),
        };
        var (first, second) = (new RecordedEvents(), new RecordedEvents());

        var before = await client.BuildAsync(request, first, cancel);
        var after = await client.BuildAsync(request, second, cancel);

        Assert.False(first.Completed("COPY a.txt").Cached);
        Assert.True(second.Completed("COPY a.txt").Cached);
        Assert.Equal(before.ImageId, after.ImageId);
    }

    [Fact]
    public async Task Only_what_changed_is_sent_again()
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory().Write("big", new string('x', 500_000)).Write("small", "1");
        var context = new CountingContext(new DirectoryContext(directory.Path));
        var request = Request("FROM scratch\nCOPY . /\n", context);

        await client.BuildAsync(request, null, cancel);
        directory.Write("small", "22");
        await client.BuildAsync(request, null, cancel);
        await client.BuildAsync(request, null, cancel);

        Assert.Equal(1, context.Opened.Count(path => path == "big"));
        Assert.Equal(2, context.Opened.Count(path => path == "small"));
    }

    [Fact]
    public async Task Another_dockerfile_of_the_same_length_is_another_build()
    {
        await using var client = engine.Client();
        var results = new List<string?>();
        foreach (var value in new[] { "1", "2", "1" })
        {
            var request = Request($"FROM scratch\nENV A={value}\n") with { Output = new ImageOutput(engine.NewName()) };
            results.Add(
                (await client.BuildAsync(request, null, cancel)).ConfigDigest
                    ?? results.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        }

        Assert.NotEqual(results[0], results[1]);
    }

    [Fact]
    public async Task Two_thousand_files_arrive()
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory();
        for (var i = 0; i < 2000; i++)
        {
            directory.Write($"d{i % 40}/f{i}", $"{i}\n");
        }

        using var tar = new MemoryStream();
        var request = Request("FROM scratch\nCOPY . /\n", new DirectoryContext(directory.Path)) with { Output = new ArchiveOutput(tar) };
        await client.BuildAsync(request, null, cancel);

        var files = await Exported.ReadAsync(tar, cancel);
        Assert.Equal(2000, files.Values.Count(file => file.Type == System.Formats.Tar.TarEntryType.RegularFile));
        Assert.Equal("1999\n", files["d39/f1999"].Text);
    }

    [Fact]
    public async Task Builds_run_side_by_side_over_one_client()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        var salt = Guid.NewGuid();
        var requests = Enumerable
            .Range(0, 3)
            .Select(i => Request($"FROM {image}\nRUN : {salt} {i} && date +%s%N && sleep 1 && date +%s%N\n"));

        var logs = await Task.WhenAll(
            requests.Select(async request =>
            {
                var events = new RecordedEvents();
                await client.BuildAsync(request, events, cancel);
                return events
                    .Log.Split('\n')
                    .Take(2)
                    .Select(line => long.Parse(line, System.Globalization.CultureInfo.InvariantCulture))
                    .ToArray();
            })
        );

        // Each began before any ended.
        Assert.True(logs.Max(times => times[0]) < logs.Min(times => times[1]));
    }

    [Fact]
    public async Task Events_tell_each_step_once_in_order()
    {
        await using var client = engine.Client();
        var image = await engine.BaseAsync();
        var events = new RecordedEvents();

        await client.BuildAsync(Request($"FROM {image}\nRUN : {Guid.NewGuid()} && echo out && echo err >&2\n"), events, cancel);

        var step = Assert.Single(events.Of<VertexStarted>(), vertex => vertex.Name.Contains("] RUN", StringComparison.Ordinal));
        var end = Assert.Single(events.Of<VertexCompleted>(), vertex => vertex.Digest == step.Digest);
        Assert.True(end.Duration > TimeSpan.Zero);
        Assert.Null(end.Error);
        var logs = events.Of<VertexLog>().Where(log => log.Digest == step.Digest).ToList();
        Assert.Contains(logs, log => log.Stream == LogStream.Output && Encoding.UTF8.GetString(log.Data.Span) == "out\n");
        Assert.Contains(logs, log => log.Stream == LogStream.Error && Encoding.UTF8.GetString(log.Data.Span) == "err\n");
    }

    [Fact]
    public async Task A_given_time_is_the_images_time_from_engine_23_on()
    {
        await using var client = engine.Client();
        var features = await client.GetFeaturesAsync(cancel);
        var name = engine.NewName();
        var request = Request("FROM scratch\nLABEL a=b\n") with
        {
            SourceDateEpoch = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            Output = new ImageOutput(name),
        };

        await client.BuildAsync(request, null, cancel);

        var isTheGiven = (await engine.InspectAsync(name)).Contains("\"Created\":\"2023-11-14T22:13:20Z\"", StringComparison.Ordinal);
        Assert.Equal(features.HasNamedContexts, isTheGiven);
    }
}
