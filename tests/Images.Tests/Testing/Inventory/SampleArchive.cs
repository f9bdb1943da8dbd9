using System.Formats.Tar;
using System.Text;
using Images.Testing.Inventory;

namespace Images.Tests.Testing.Inventory;

/// <summary>An image's files in memory.</summary>
internal sealed class SampleArchive
{
    private readonly List<(string Path, byte[]? Content, string? Link)> entries = [];

    public SampleArchive File(string path, string content) => File(path, Encoding.UTF8.GetBytes(content));

    public SampleArchive File(string path, byte[] content)
    {
        entries.Add((path, content, null));
        return this;
    }

    public SampleArchive Link(string path, string target)
    {
        entries.Add((path, null, target));
        return this;
    }

    public async Task<Stream> ToTarAsync()
    {
        var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            foreach (var (path, content, link) in entries)
            {
                var entry = new PaxTarEntry(link is null ? TarEntryType.RegularFile : TarEntryType.SymbolicLink, path[1..]);
                if (link is not null)
                {
                    entry.LinkName = link;
                }

                using var data = content is null ? null : new MemoryStream(content);
                if (data is not null)
                {
                    entry.DataStream = data;
                }

                await writer.WriteEntryAsync(entry);
            }
        }

        tar.Position = 0;
        return tar;
    }

    public async Task<ImageInventory> InventoryAsync(TreeLimits? limits = null)
    {
        var collector = new PackageCollector();
        await using var tar = await ToTarAsync();
        await TarWalk.WalkAsync(
            tar,
            "the image",
            limits ?? new TreeLimits(),
            (entry, token) => collector.VisitAsync("/" + TarWalk.PathOf(entry), entry, token),
            collector.Miss,
            TestContext.Current.CancellationToken
        );
        return collector.Finish("sha256:1");
    }
}
