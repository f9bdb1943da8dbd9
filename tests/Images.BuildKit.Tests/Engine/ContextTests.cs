using System.Formats.Tar;
using System.Text;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Progress;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class ContextTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_links_modes_and_names_arrive_as_they_are()
    {
        using var directory = new TemporaryDirectory()
            .Write("plain", "plain")
            .Write("größe/naïve 文件.txt", "über")
            .Write("private", "p")
            .Write("empty/inside/f", "");
        File.SetUnixFileMode(directory["private"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(directory["link"], "größe/naïve 文件.txt");
        File.CreateSymbolicLink(directory["dangling"], "/no/where");
        HardLink.Create(directory["plain"], directory["zz-same"]);

        var files = await ExportAsync("COPY . /\n", directory);

        Assert.Equal("plain", files["plain"].Text);
        Assert.Equal("über", files["größe/naïve 文件.txt"].Text);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, files["private"].Mode);
        Assert.Equal("größe/naïve 文件.txt", files["link"].LinkName);
        Assert.Equal((TarEntryType.SymbolicLink, "/no/where"), (files["dangling"].Type, files["dangling"].LinkName));
        Assert.True(files["zz-same"] is { Type: TarEntryType.HardLink } or { Text: "plain" });
        Assert.Contains("empty/inside/f", files.Keys);
        Assert.All(files.Values, file => Assert.Equal(0, file.Uid));
        Assert.DoesNotContain(files.Keys, name => name.Contains(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Extended_attributes_arrive()
    {
        using var directory = new TemporaryDirectory().Write("f", "1").Write("g", "2");
        ExtendedAttribute.Set(directory["f"], "user.origin", "here"u8);

        var files = await ExportAsync("COPY . /\n", directory);

        Assert.Equal("here", files["f"].Attributes["user.origin"]);
        Assert.Empty(files["g"].Attributes);
    }

    [Fact]
    public async Task A_dockerignore_of_more_than_a_hundred_lines_holds()
    {
        var lines = Enumerable.Range(0, 400).Select(i => $"ignored-{i}").Append("ünïcode/**").Append("!ünïcode/kept");
        using var directory = new TemporaryDirectory()
            .Write(".dockerignore", string.Join('\n', lines))
            .Write("ignored-7", "")
            .Write("ignored-399", "")
            .Write("ünïcode/kept", "")
            .Write("ünïcode/gone", "")
            .Write("seen", "");

        var files = await ExportAsync("COPY . /\n", directory);

        Assert.Equal([".dockerignore", "seen", "ünïcode/kept"], NamesOfFiles(files));
    }

    [Fact]
    public async Task A_given_dockerignore_replaces_that_of_the_context()
    {
        using var directory = new TemporaryDirectory().Write(".dockerignore", "a").Write("a", "").Write("b", "");

        var files = await ExportAsync("COPY . /\n", directory, request => request with { DockerIgnore = "b\n"u8.ToArray() });

        Assert.Equal([".dockerignore", "a"], NamesOfFiles(files));
    }

    [Theory]
    [InlineData("", new[] { ".dockerignore", "a", "b" })]
    [InlineData("# a\n", new[] { ".dockerignore", "a", "b" })]
    [InlineData("a\n.dockerignore", new[] { "b" })]
    public async Task The_contexts_own_dockerignore_holds_whatever_it_says(string patterns, string[] expected)
    {
        using var directory = new TemporaryDirectory().Write(".dockerignore", patterns).Write("a", "").Write("b", "");

        Assert.Equal(expected, NamesOfFiles(await ExportAsync("COPY . /\n", directory)));
    }

    [Fact]
    public async Task A_dockerignore_that_is_a_link_holds()
    {
        using var directory = new TemporaryDirectory().Write("patterns", "a\n").Write("a", "").Write("b", "");
        File.CreateSymbolicLink(directory[".dockerignore"], "patterns");

        Assert.Equal(["b", "patterns"], NamesOfFiles(await ExportAsync("COPY . /\n", directory)).Except([".dockerignore"]));
    }

    [Fact]
    public async Task A_dockerignore_that_has_changed_holds()
    {
        using var directory = new TemporaryDirectory().Write(".dockerignore", "a").Write("a", "").Write("b", "");
        await ExportAsync("COPY . /\n", directory);
        directory.Write(".dockerignore", "b");

        Assert.Equal([".dockerignore", "a"], NamesOfFiles(await ExportAsync("COPY . /\n", directory)));
    }

    [Fact]
    public async Task A_dockerfile_may_have_another_name_and_lie_in_a_folder()
    {
        using var directory = new TemporaryDirectory().Write("a", "");
        foreach (var name in new[] { "other.Dockerfile", "some/folder/Dockerfile" })
        {
            var files = await ExportAsync("COPY . /\n", directory, request => request with { DockerfileName = name });
            Assert.Equal(["a"], NamesOfFiles(files));
        }
    }

    [Fact]
    public async Task Only_the_sources_of_copy_are_read()
    {
        using var directory = new TemporaryDirectory()
            .Write("src/a.c", "a")
            .Write("src/b.h", "b")
            .Write("other/huge", "h")
            .Write("target", "t");
        File.CreateSymbolicLink(directory["src/link.c"], "../target");
        var context = new CountingContext(new DirectoryContext(directory.Path));

        var files = await ExportAsync("COPY src/*.c /\n", directory, request => request with { Context = context });

        Assert.Equal(["a.c", "link.c"], NamesOfFiles(files));
        Assert.DoesNotContain("other/huge", context.Opened);
        Assert.DoesNotContain("src/b.h", context.Opened);
    }

    [Fact]
    public async Task A_link_out_of_the_context_brings_nothing_of_the_host()
    {
        using var outside = new TemporaryDirectory().Write("secret", "host");
        using var directory = new TemporaryDirectory().Write("f", "");
        File.CreateSymbolicLink(directory["out"], outside.Path);

        var files = await ExportAsync("COPY . /\n", directory);

        Assert.Equal(outside.Path, files["out"].LinkName);
        Assert.DoesNotContain(files.Values, file => file.Text == "host");
    }

    [Fact]
    public async Task A_fifo_is_left_out_with_a_warning()
    {
        using var directory = new TemporaryDirectory().Write("f", "");
        Fifo.Create(directory["pipe"]);
        var events = new RecordedEvents();

        var files = await ExportAsync("COPY . /\n", directory, events: events);

        Assert.Equal(["f"], NamesOfFiles(files));
        Assert.Contains(events.Of<BuildWarning>(), warning => warning.Message.StartsWith("pipe: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_result_is_written_to_a_directory()
    {
        await using var client = engine.Client();
        using var directory = new TemporaryDirectory().Write("d/f", "text").Write("d/g", "");
        using var destination = new TemporaryDirectory().Write("d", "in the way");
        File.CreateSymbolicLink(directory["d/link"], "f");
        var request = BuildingTests.Request("FROM scratch\nCOPY . /\n", new DirectoryContext(directory.Path)) with
        {
            Output = new DirectoryOutput(destination.Path),
        };

        await client.BuildAsync(request, null, cancel);

        Assert.Equal("text", await File.ReadAllTextAsync(destination["d/f"], cancel));
        Assert.Equal("", await File.ReadAllTextAsync(destination["d/g"], cancel));
        Assert.Equal("f", new FileInfo(destination["d/link"]).LinkTarget);
    }

    [Fact]
    public async Task Files_in_memory_make_a_context()
    {
        var memory = new MemoryContext(
            Guid.NewGuid().ToString(),
            new Dictionary<string, ReadOnlyMemory<byte>>
            {
                ["a/b"] = "1"u8.ToArray(),
                ["c"] = Encoding.UTF8.GetBytes(new string('x', 100_000)),
            }
        );

        var files = await ExportAsync("COPY . /\n", null, request => request with { Context = memory });

        Assert.Equal("1", files["a/b"].Text);
        Assert.Equal(100_000, files["c"].Text.Length);
    }

    private static IEnumerable<string> NamesOfFiles(Dictionary<string, Exported> files) =>
        files.Where(file => file.Value.Type != TarEntryType.Directory).Select(file => file.Key).Order(StringComparer.Ordinal);

    private async Task<Dictionary<string, Exported>> ExportAsync(
        string instructions,
        TemporaryDirectory? directory,
        Func<BuildRequest, BuildRequest>? change = null,
        RecordedEvents? events = null
    )
    {
        await using var client = engine.Client();
        using var tar = new MemoryStream();
        var request = BuildingTests.Request(
            $"FROM scratch\n{instructions}",
            directory is null ? null : new DirectoryContext(directory.Path)
        );
        request = (change?.Invoke(request) ?? request) with { Output = new ArchiveOutput(tar) };
        await client.BuildAsync(request, events, cancel);
        return await Exported.ReadAsync(tar, cancel);
    }
}
