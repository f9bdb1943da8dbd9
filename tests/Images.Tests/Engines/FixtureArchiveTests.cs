using System.Formats.Tar;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;

namespace Images.Engines;

public sealed class FixtureArchiveTests
{
    [Fact]
    public async Task Files_are_roots_readable_for_everybody_and_links_stay_links()
    {
        var files = new Folder
        {
            [""] =
            [
                new()
                {
                    Name = "secret",
                    Kind = ContextEntryKind.File,
                    Mode = UnixFileMode.UserRead,
                },
                new()
                {
                    Name = "run.sh",
                    Kind = ContextEntryKind.File,
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute,
                },
                new() { Name = "deep", Kind = ContextEntryKind.Directory },
            ],
            ["deep"] =
            [
                new()
                {
                    Name = "link",
                    Kind = ContextEntryKind.SymbolicLink,
                    LinkTarget = "/etc/passwd",
                },
            ],
        };

        Assert.Equal(
            ["deep/ Directory 755 ", "deep/link SymbolicLink 755 /etc/passwd", "run.sh RegularFile 755 ", "secret RegularFile 644 "],
            await EntriesAsync(files, null)
        );
        Assert.Equal(["run.sh RegularFile 755 "], await EntriesAsync(files, "run.sh"));
    }

    [Fact]
    public async Task What_is_neither_file_folder_nor_link_is_refused()
    {
        var files = new Folder { [""] = [new() { Name = "pipe", Kind = ContextEntryKind.Special }] };

        var error = await Assert.ThrowsAsync<BuildContextException>(() => EntriesAsync(files, null));
        Assert.Equal("pipe: is neither a file, a folder nor a link, and cannot be mounted", error.Message);
    }

    private static async Task<List<string>> EntriesAsync(IContextSource files, string? only)
    {
        using var stream = new MemoryStream();
        await FixtureArchive.WriteAsync(files, only, stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        await using var tar = new TarReader(stream);
        var entries = new List<string>();
        while (await tar.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
        {
            Assert.Equal((0, 0), (entry.Uid, entry.Gid));
            entries.Add($"{entry.Name} {entry.EntryType} {Convert.ToString((int)entry.Mode, 8)} {entry.LinkName}");
        }

        return entries;
    }

    private sealed class Folder : Dictionary<string, IReadOnlyList<ContextEntry>>, IContextSource
    {
        public string SharedKey => "tests";

        public IReadOnlyList<ContextEntry> List(string directory) => this[directory];

        public Stream Open(string path, ContextEntry expected) => new MemoryStream([1]);
    }
}
