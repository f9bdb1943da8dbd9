using System.Formats.Tar;
using Images.Testing.Comparing;
using Images.Testing.Inventory;
using Images.Tests.Testing.Inventory;

namespace Images.Tests.Testing.Comparing;

public sealed class FileComparisonTests
{
    [Fact]
    public async Task Files_are_added_removed_and_changed_with_their_sizes()
    {
        var before = new SampleArchive().File("/a", "one").File("/gone", "12345").Link("/link", "a").File("/same", "same");
        var after = new SampleArchive().File("/a", "three").File("/new", "1").Link("/link", "b").File("/same", "same");
        var files = FileComparison.Of(await FilesAsync(before), await FilesAsync(after));
        Assert.Equal([new FileEntry("/new", 1)], files.Added);
        Assert.Equal([new FileEntry("/gone", 5)], files.Removed);
        Assert.Equal(
            [("/a", 3, 5, "content"), ("/link", 0, 0, "target a -> b")],
            files.Changed.Select(change => (change.Path, change.SizeBefore, change.SizeAfter, string.Join(", ", change.What)))
        );
    }

    [Fact]
    public void Modes_owners_and_types_are_differences_too()
    {
        var before = new Dictionary<string, FileRecord>
        {
            ["/a"] = new("file", 1, 0b110_100_100, (0, 0), "x"),
            ["/b"] = new("folder", 0, 0b111_101_101, (0, 0), ""),
        };
        var after = new Dictionary<string, FileRecord>
        {
            ["/a"] = new("file", 1, 0b100_111_101_101, (1, 2), "x"),
            ["/b"] = new("link", 0, 0b111_111_111, (0, 0), "a"),
        };
        Assert.Equal(
            [
                ["mode 0644 -> 4755", "owner 0:0 -> 1:2"],
                ["type folder -> link"],
            ],
            FileComparison.Of(before, after).Changed.Select(change => change.What)
        );
    }

    [Fact]
    public async Task A_folder_that_is_not_listed_is_there_for_what_is_in_it()
    {
        var before = await FilesAsync(new SampleArchive().File("/a/b/c", "1"));
        var after = new Dictionary<string, FileRecord>(before) { ["/a/b"] = new("folder", 0, 0b111_000_000, (1, 1), "") };
        var files = FileComparison.Of(before, after);
        Assert.Equal((0, 0, 0), (files.Added.Count, files.Removed.Count, files.Changed.Count));
        Assert.Equal(["/a", "/a/b", "/a/b/c"], before.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_engines_put_into_every_container_is_no_difference()
    {
        var files = await FilesAsync(new SampleArchive().File("/etc/hosts", "x").File("/.dockerenv", "").File("/etc/passwd", "y"));
        Assert.Equal(["/etc", "/etc/passwd"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(await FilesAsync(new SampleArchive().File("/etc/hosts", "x")));
    }

    private static async Task<IReadOnlyDictionary<string, FileRecord>> FilesAsync(SampleArchive archive)
    {
        var listing = new FileListing(new PackageCollector());
        await using var tar = new TarReader(await archive.ToTarAsync());
        while (await tar.GetNextEntryAsync(copyData: false, TestContext.Current.CancellationToken) is { } entry)
        {
            await listing.VisitAsync("/" + TarWalk.PathOf(entry), entry, TestContext.Current.CancellationToken);
        }

        return listing.Finish();
    }
}
