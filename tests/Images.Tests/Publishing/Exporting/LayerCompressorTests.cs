using System.IO.Compression;
using Images.Publishing.Exporting;
using Images.Registry.References;

namespace Images.Tests.Publishing.Exporting;

public sealed class LayerCompressorTests : IDisposable
{
    private const int Part = 4 << 20;

    private readonly string file = Path.GetTempFileName();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Part - 1)]
    [InlineData(Part)]
    [InlineData(Part + 1)]
    [InlineData(3 * Part)]
    public async Task What_is_compressed_comes_out_as_it_was(int length)
    {
        var layer = Layer(length);
        var compressed = await LayerCompressor.CompressAsync(new MemoryStream(layer), file, Cancel);

        Assert.Equal(ContentDigest.Of(layer), compressed.DiffId);
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        Assert.Equal((ContentDigest.Of(bytes), bytes.Length), (compressed.Digest, compressed.Size));
        var back = new MemoryStream();
        await using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        await gzip.CopyToAsync(back, Cancel);
        Assert.True(layer.AsSpan().SequenceEqual(back.ToArray()));
    }

    // These are the bytes on every machine: where one of them changes, so does the digest of every image that is published anew.
    [Theory]
    [InlineData(0, "sha256:ac73670af3abed54ac6fb4695131f4099be9fbe39d6076c5d0264a6bbdae9d83")]
    [InlineData(1000, "sha256:58a754ff1320bfe95c10a2a0d4ef02abead8691f21b1bbeead0398901103657d")]
    [InlineData(Part + 1, "sha256:6fcb0be1ac19b2034d382aa0dafc0af86af623cb732e3c8eefccf64ac7286222")]
    public async Task The_same_layer_is_the_same_blob_on_any_machine_however_it_comes(int length, string digest)
    {
        var whole = await LayerCompressor.CompressAsync(new MemoryStream(Layer(length)), file, Cancel);
        await using var trickle = new Trickle(Layer(length));
        var inPieces = await LayerCompressor.CompressAsync(trickle, file, Cancel);

        Assert.Equal(digest, whole.Digest);
        Assert.Equal(whole, inPieces);
    }

    [Fact]
    public async Task A_layer_that_breaks_off_leaves_no_file()
    {
        await Assert.ThrowsAsync<IOException>(() =>
            LayerCompressor.CompressAsync(new Trickle(Layer(Part)) { BreaksAt = 5000 }, file, Cancel)
        );
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_an_error_and_nothing_waits_for_it()
    {
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "missing");
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() =>
            LayerCompressor.CompressAsync(new MemoryStream(Layer(20 * Part)), folder, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel)
        );
    }

    public void Dispose() => File.Delete(file);

    // Text that repeats here and there, as programs do.
    private static byte[] Layer(int length)
    {
        var layer = new byte[length];
        var state = 12345u;
        for (var index = 0; index < length; index++)
        {
            state = (state * 1664525) + 1013904223;
            layer[index] = state >> 30 == 0 && index > 100 ? layer[index - 97] : (byte)('a' + (state >> 28));
        }

        return layer;
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public int? BreaksAt { get; init; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= BreaksAt ? throw new IOException("cut") : base.ReadAsync(buffer[..Math.Min(buffer.Length, 777)], cancellationToken);
    }
}
