using System.Formats.Tar;
using Images.BuildKit.Contexts;

namespace Images.BuildKit.Tests.Contexts;

public sealed class ContextArchiveTests
{
    [Fact]
    public async Task What_every_source_leaves_out_is_not_sent_and_what_none_names_is()
    {
        var sources = new[] { new ContextSelection("sub") { Excludes = ["*.md"] } };

        Assert.Equal([".added", "a.txt", "sub/", "sub/b.txt"], await NamesAsync(["a.txt", "sub/b.txt", "sub/c.md"], sources));
        Assert.Equal(
            [".added", "a.txt", "sub/", "sub/b.txt", "sub/c.md"],
            await NamesAsync(["a.txt", "sub/b.txt", "sub/c.md"], [.. sources, new ContextSelection("sub/c.md")])
        );
    }

    [Fact]
    public async Task A_file_whose_other_name_is_left_out_has_its_content()
    {
        var root = Directory.CreateTempSubdirectory("images-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(root.FullName, "a.md"), "text", TestContext.Current.CancellationToken);
            using (
                var link = System.Diagnostics.Process.Start(
                    "ln",
                    [Path.Combine(root.FullName, "a.md"), Path.Combine(root.FullName, "b.txt")]
                )
            )
            {
                await link.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            var entries = await EntriesAsync(new DirectoryContext(root.FullName), [new ContextSelection("") { Excludes = ["*.md"] }]);

            Assert.Equal([(".added", TarEntryType.RegularFile, 1), ("b.txt", TarEntryType.RegularFile, 4)], entries);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task<IEnumerable<string>> NamesAsync(string[] paths, IReadOnlyList<ContextSelection> sources) =>
        (await EntriesAsync(new MemoryContext("test", paths.ToDictionary(path => path, _ => ReadOnlyMemory<byte>.Empty)), sources)).Select(
            entry => entry.Name
        );

    private static async Task<IReadOnlyList<(string Name, TarEntryType Type, long Size)>> EntriesAsync(
        IContextSource context,
        IReadOnlyList<ContextSelection> sources
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        var stream = new MemoryStream();
        var added = new Dictionary<string, ReadOnlyMemory<byte>> { [".added"] = new byte[1] };
        await ContextArchive.WriteAsync(context, sources, added, stream, cancel);
        stream.Position = 0;
        await using var tar = new TarReader(stream);
        var entries = new List<(string Name, TarEntryType Type, long Size)>();
        while (await tar.GetNextEntryAsync(cancellationToken: cancel) is { } entry)
        {
            entries.Add((entry.Name, entry.EntryType, entry.Length));
        }

        return entries;
    }
}
