using System.Formats.Tar;
using System.Text;
using Images.Engines;
using Images.Publishing;
using Images.Publishing.Exporting;
using Images.Registry.Contents;
using Images.Registry.References;

namespace Images.Tests.Publishing.Exporting;

public sealed class EngineExportTests : IDisposable
{
    private static readonly byte[] Base = Encoding.UTF8.GetBytes(new string('b', 5000));
    private static readonly byte[] Own = Encoding.UTF8.GetBytes(new string('o', 6000));
    private static readonly string[] DiffIds = [ContentDigest.Of(Base), ContentDigest.Of(Own)];
    private static readonly byte[] Config = Encoding.UTF8.GetBytes(
        $$$"""{"os":"linux","architecture":"amd64","config":{"Labels":{"a":"b","org.images.fingerprint":"sha256:f"}},"rootfs":{"type":"layers","diff_ids":["{{{DiffIds[0]}}}","{{{DiffIds[1]}}}"]}}"""
    );

    private readonly string root = Directory.CreateTempSubdirectory("images-").FullName;

    public static TheoryData<string> Forms => ["docker 20.10", "docker 25", "podman"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Id => ContentDigest.Of(Config);

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_image_is_the_same_whatever_form_its_engine_saves_it_in(string form)
    {
        var export = PublishFiles.Of(root).Export(new Archive(form), keepsBlobs: false);
        var content = Assert.Single(await export.ExportAsync([new ExportedImage(Id, DiffIds)], _ => false, Cancel));

        Assert.Equal("sha256:a46f0f909b47adf53bdeba0b1a1d523b2bd6a2420d2305d558a6fd80ad05cdfe", content.Root.Digest);
        Assert.Equal(3, content.Blobs.Count());
        var manifest = FetchedManifest.Of(Assert.Single(content.Manifests).Bytes).ToImage();
        Assert.Equal("org.images.fingerprint sha256:f", string.Join(", ", manifest.Annotations.Select(pair => $"{pair.Key} {pair.Value}")));
        foreach (var blob in content.Blobs)
        {
            await using var stream = await blob.Open!(0, Cancel);
            var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Cancel);
            Assert.Equal(blob.Descriptor.Digest, ContentDigest.Of(bytes.ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_layer_that_is_known_is_not_compressed(string form)
    {
        var files = PublishFiles.Of(root);
        var export = files.Export(new Archive(form), keepsBlobs: false);
        var first = Assert.Single(await export.ExportAsync([new ExportedImage(Id, DiffIds)], _ => false, Cancel));
        var known = first.Blobs.ElementAt(1).Descriptor.Digest;
        Directory.Delete(Path.Combine(root, "artifacts"), recursive: true);
        var second = Assert.Single(await export.ExportAsync([new ExportedImage(Id, DiffIds)], digest => digest == known, Cancel));

        Assert.Equal(first.Root.Digest, second.Root.Digest);
        Assert.Equal([false, true, false], second.Blobs.Select(blob => blob.Open is null));
        Assert.Single(Directory.GetFiles(Path.Combine(root, "artifacts", "blobs")));
    }

    [Theory]
    [InlineData("another image", "there is no sha256:")]
    [InlineData("another layer", "under the name of sha256:")]
    [InlineData("no archive", "is broken")]
    public async Task An_archive_that_is_not_the_image_is_told_in_one_line(string form, string problem)
    {
        var export = PublishFiles.Of(root).Export(new Archive(form), keepsBlobs: false);
        var error = await Assert.ThrowsAsync<EngineException>(() =>
            export.ExportAsync([new ExportedImage(Id, DiffIds)], _ => false, Cancel)
        );
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private sealed class Archive(string form) : IImageArchives
    {
        public Task<IReadOnlyList<string>> LayersAsync(string reference, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>(DiffIds);

        public async Task<Stream> SaveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
        {
            var stream = new MemoryStream();
            await using (var tar = new TarWriter(stream, leaveOpen: true))
            {
                foreach (var (name, bytes) in Files())
                {
                    await tar.WriteEntryAsync(
                        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) },
                        cancellationToken
                    );
                }
            }

            stream.Position = 0;
            return form == "no archive"
                ? new MemoryStream(
                    new byte[700]
                        .Select(_ => (byte)'x')
                        .ToArray()
                )
                : stream;
        }

        public Task<string> LoadAsync(LoadArchive archive, CancellationToken cancellationToken) => throw new NotSupportedException();

        private IEnumerable<(string Name, byte[] Bytes)> Files()
        {
            var (first, second) = form switch
            {
                "docker 20.10" => ("1111/layer.tar", "2222/layer.tar"),
                "podman" => ($"{Hex(Base)}.tar", $"{Hex(Own)}.tar"),
                _ => ($"blobs/sha256/{Hex(Base)}", $"blobs/sha256/{Hex(Own)}"),
            };
            var config = form is "docker 20.10" or "podman" ? $"{Hex(Config)}.json" : $"blobs/sha256/{Hex(Config)}";
            yield return (first, Base);
            yield return (second, form == "another layer" ? Base : Own);
            yield return (config, form == "another image" ? "{}"u8.ToArray() : Config);
            yield return (
                "manifest.json",
                Encoding.UTF8.GetBytes($$"""[{"Config":"{{config}}","RepoTags":null,"Layers":["{{first}}","{{second}}"]}]""")
            );
        }

        private static string Hex(byte[] bytes) => ContentDigest.Of(bytes)["sha256:".Length..];
    }
}
