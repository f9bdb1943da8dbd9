using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Images.Definitions;
using Images.Tests;

namespace Images.Engines;

public sealed class ImageArchiveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_archive_is_the_same_bytes_each_time()
    {
        var first = await ArchiveAsync();
        var second = await ArchiveAsync();

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task The_archive_holds_configuration_layer_and_manifest()
    {
        using var stream = new MemoryStream(await ArchiveAsync());
        using var reader = new TarReader(stream);
        var text = new StringBuilder();
        while (await reader.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            using var content = new StreamReader(entry.DataStream!);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{entry.Name} {(int)entry.Mode} {entry.ModificationTime.ToUnixTimeSeconds()}\n{await content.ReadToEndAsync(TestContext.Current.CancellationToken)}\n"
            );
        }

        Golden.Verify(text.ToString(), "archive.txt");
    }

    private async Task<byte[]> ArchiveAsync()
    {
        var layer = new RootFileSystem(folder.Write("rootfs.tar", "layer"), new string('a', 64));
        using var archive = new ImageArchive("debian:bookworm-slim", new BootstrapRecipe("debian", "bookworm", null), layer, "amd64");
        using var stream = new MemoryStream();
        await archive.WriteAsync(stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
