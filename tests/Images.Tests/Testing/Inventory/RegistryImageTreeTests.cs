using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Tests;
using Images.Registry.Transport;
using Images.Testing.Inventory;
using Images.Tests.Publishing;

namespace Images.Tests.Testing.Inventory;

/// <summary>The files of published images, layer by layer.</summary>
public sealed class RegistryImageTreeTests : IDisposable
{
    private const string Layer = "application/vnd.oci.image.layer.v1.tar";

    private readonly MemoryRegistry server = new();

    [Fact]
    public async Task Files_of_all_layers_are_seen_once_however_these_are_packed()
    {
        var layers = new[]
        {
            await PutAsync(Layer, new SampleArchive().File("/a", "low").File("/b", "low").File("/c", "low"), bytes => bytes),
            await PutAsync($"{Layer}+gzip", new SampleArchive().File("/b", "middle").File("/c", "middle"), Gzip),
            await PutAsync($"{Layer}+zstd", new SampleArchive().File("/c", "high"), Zstd),
        };

        Assert.Equal(["/a low", "/b middle", "/c high"], await FilesAsync(layers));
    }

    [Theory]
    [InlineData("application/vnd.oci.image.layer.v1.tar+brotli", "a layer is of the type application/vnd.oci.image.layer.v1.tar+brotli")]
    [InlineData("application/vnd.oci.image.layer.v1.tar+zstd", "cannot be unpacked: it is no Zstandard")]
    [InlineData("application/vnd.oci.image.layer.v1.tar+gzip", "cannot be unpacked: ")]
    public async Task A_layer_that_is_not_what_it_says_is_told(string type, string problem)
    {
        var layer = await PutAsync(type, new SampleArchive().File("/a", "x"), bytes => bytes);

        var error = await Assert.ThrowsAsync<RegistryException>(() => FilesAsync(layer));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => server.Dispose();

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    // RFC 8878, section 3.1.1: a frame with a window of 1 MiB and one block that is not packed.
    private static byte[] Zstd(byte[] bytes)
    {
        var frame = new byte[9 + bytes.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, 0xFD2FB528);
        frame[5] = 10 << 3;
        var block = 1 | (bytes.Length << 3);
        (frame[6], frame[7], frame[8]) = ((byte)block, (byte)(block >> 8), (byte)(block >> 16));
        bytes.CopyTo(frame, 9);
        return frame;
    }

    private async Task<Descriptor> PutAsync(string type, SampleArchive files, Func<byte[], byte[]> pack)
    {
        await using var tar = await files.ToTarAsync();
        var bytes = pack(((MemoryStream)tar).ToArray());
        var digest = ContentDigest.Of(bytes);
        server.Blobs[("acme/r-ver", digest)] = bytes;
        return new Descriptor(type, digest, bytes.Length);
    }

    private async Task<IReadOnlyList<string>> FilesAsync(params Descriptor[] layers)
    {
        using var handler = new HttpMessageInvoker(server, disposeHandler: false);
        using var client = new RegistryClient(new RegistryOptions { Retries = 0 }, new HastyTime(), handler);
        await using var tree = new RegistryImageTree(client, RegistryReference.Parse("127.0.0.1:1/acme/r-ver"), layers, new());
        var visitor = new Visitor();
        await tree.WalkAsync([], visitor, TestContext.Current.CancellationToken);
        return [.. visitor.Files.Order(StringComparer.Ordinal)];
    }

    private sealed class Visitor : IImageVisitor
    {
        public List<string> Files { get; } = [];

        public async ValueTask VisitAsync(string path, TarEntry entry, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(entry.DataStream!);
            Files.Add($"{path} {await reader.ReadToEndAsync(cancellationToken)}");
        }

        public void Miss(string note) => Assert.Fail(note);
    }
}
