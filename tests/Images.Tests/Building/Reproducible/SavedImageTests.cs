using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Images.Building.Reproducible;
using Images.Engines;

namespace Images.Tests.Building.Reproducible;

public sealed class SavedImageTests : IDisposable
{
    private static readonly byte[] Lower = Tar.Of(new UstarTarEntry(TarEntryType.RegularFile, "lower"));
    private static readonly byte[] Upper = Tar.Of(new UstarTarEntry(TarEntryType.RegularFile, "upper"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_image_is_its_configuration_and_its_layers_in_order()
    {
        var saved = await UnpackAsync(SavedArchive.Of(new JsonObject { ["os"] = "linux" }, Lower, Upper));
        Assert.Equal("linux", saved.Configuration["os"]!.GetValue<string>());
        Assert.Equal([SavedArchive.DiffId(Lower), SavedArchive.DiffId(Upper)], saved.Layers.Select(layer => layer.DiffId));
        Assert.Equal([Lower, Upper], saved.Layers.Select(Bytes));
    }

    [Fact]
    public async Task A_layer_that_occurs_twice_is_one_file()
    {
        var saved = await UnpackAsync(SavedArchive.Of([], Lower, Upper, Lower));
        Assert.Equal(saved.Layers[0], saved.Layers[2]);
    }

    [Fact]
    public async Task A_compressed_layer_is_read_as_what_it_was()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Lower);
        }

        var saved = await UnpackAsync(SavedArchive.Of([], compressed.ToArray()));
        Assert.Equal(Lower, Bytes(saved.Layers[0]));
    }

    [Fact]
    public async Task Names_in_the_archive_lead_nowhere()
    {
        var name = $"outside-{Guid.NewGuid():N}";
        var outside = Path.Combine(Path.GetDirectoryName(folder.Path)!, name);
        var archive = SavedArchive.Of([], Lower);
        var evil = Tar.Of(new UstarTarEntry(TarEntryType.RegularFile, $"../{name}").Holding([1]));
        await UnpackAsync([.. evil[..1024], .. archive]);
        Assert.False(File.Exists(outside));
    }

    [Fact]
    public async Task A_broken_archive_is_refused_in_one_line()
    {
        var good = SavedArchive.Of([], Lower);
        await RefusedAsync(good[..700], "the engine's archive of the image is broken");
        await RefusedAsync(Tar.Of(Holding("manifest.json", "[{")), "the engine's archive of the image is broken");
        await RefusedAsync(Tar.Of(), "the engine's archive of the image lacks manifest.json");
        await RefusedAsync(Tar.Of(Holding("manifest.json", "[]")), "the engine's archive does not hold one image");
        await RefusedAsync(Tar.Of(Holding("manifest.json", """[{"Config":5}]""")), "the engine's archive of the image is broken");
        await RefusedAsync(
            Tar.Of(Holding("manifest.json", """[{"Config":"c","Layers":["l"]}]"""), Holding("c", "{}")),
            "the engine's archive has other layers than the image in it"
        );
        await RefusedAsync(
            Tar.Of(
                Holding("manifest.json", """[{"Config":"c","Layers":["l"]}]"""),
                Holding("c", """{"rootfs":{"diff_ids":["sha256:1"]}}""")
            ),
            "the engine's archive of the image lacks l"
        );
    }

    private static UstarTarEntry Holding(string name, string text) =>
        new UstarTarEntry(TarEntryType.RegularFile, name).Holding(Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(SavedLayer layer)
    {
        using var tar = layer.Open();
        using var copy = new MemoryStream();
        tar.CopyTo(copy);
        return copy.ToArray();
    }

    private async Task<SavedImage> UnpackAsync(byte[] archive)
    {
        using var stream = new MemoryStream(archive);
        return await SavedImage.UnpackAsync(stream, folder.Path, TestContext.Current.CancellationToken);
    }

    private async Task RefusedAsync(byte[] archive, string message)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(archive));
        Assert.Equal(message, error.Message);
    }
}
