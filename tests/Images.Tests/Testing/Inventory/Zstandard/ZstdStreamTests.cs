using System.Globalization;
using System.Text;
using Images.Testing.Inventory.Zstandard;

namespace Images.Tests.Testing.Inventory.Zstandard;

/// <summary>Layers that are packed with Zstandard.</summary>
public sealed class ZstdStreamTests
{
    // What 'zstd -19' makes of the text.
    private static readonly byte[] Packed = Convert.FromBase64String(
        "KLUv/QRofQ8AlmFDFpAZFHPLWnBWWN7d3qUlW+Qes643AAFFAD0APQAdodksCQ6dmElMSY+EHfkqLYVOhLPIIVE3ac/VQvSchy7Fq3LlGW9Xsm"
            + "sRaWToHisPoDBwYEAwxKAgcIBQMMSQMLAQcBBSZEbUGRIpnZEmoeH0QWQ3RDbWGiGNPUMdHmdM5uqZirmyrFPVK+rYlNcSa0uF1xolOpIZvzgk"
            + "TsOzUoQMjRnHxxdx77aLuuk6dz2aNyJH/K5xpbPNjGUVsuqYVE1oU0xomwsjr6Ks5CoOFd1U2/pYrFTviomyoyGjCtevrE9Vpz69nb3faejHjX"
            + "Piw8vJ+Tz4ySbLJI9cmbK8HPK9/dPP9/nyH3+xxTHFEweA/KghHLT373CXlCR5ESho4bRIMtIDsrUo1IwYkaQ9HmkERpqPSJ0XMtH+R/9pNi+d"
            + "c2prC6Az8YQFxJboVNHsJFCk4BQSHE+QbNQCExRRkQ9JSnjYfxHNEQJdCM4CAfc3pLxpmRuAtuE3G2iwoVrDMJKAOg0n0sAJDeMWm7WAoMWjLA"
            + "hi0ftrviBLukwjboOGnsrvVzI8g+zyFnqHVqFVaCWJrG/JG/aGnCGnRBI8w96U3CXkmi47S96SM+QMkktwyFv2lr1lr1TsXUF6GfGtauYCuye9"
            + "3ZrtDo4tCaAqxSSpBA=="
    );

    // RFC 8878, section 3.1.2: a frame that is skipped, of three bytes.
    private static readonly byte[] Skipped = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];

    private static readonly string Text = string.Concat(
        Enumerable.Range(0, 150).Select(i => string.Create(CultureInfo.InvariantCulture, $"layer {i} holds {i * i % 97} files\n"))
    );

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1 << 20)]
    public async Task Frames_are_unpacked_one_after_the_other_however_they_arrive(int piece)
    {
        byte[] several = [.. Packed, .. Skipped, .. Packed, .. Skipped];
        Assert.Equal(Text + Text, await UnpackedAsync(several, piece));
    }

    [Fact]
    public async Task Nothing_unpacks_to_nothing() => Assert.Empty(await UnpackedAsync([], 1));

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task What_ends_too_early_is_told(int length)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => UnpackedAsync(length < 0 ? Packed[..^1] : Packed[..length], 64));
        Assert.Equal("it ends within a Zstandard frame", error.Message);
    }

    [Fact]
    public async Task What_is_damaged_is_told()
    {
        byte[] damaged = [.. Packed];
        damaged[^6] ^= 0x55;
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackedAsync(damaged, 64));
        var other = await Assert.ThrowsAsync<InvalidDataException>(() => UnpackedAsync("no such thing at all"u8.ToArray(), 64));
        Assert.StartsWith("it is no Zstandard: ", other.Message, StringComparison.Ordinal);
    }

    private static async Task<string> UnpackedAsync(byte[] packed, int piece)
    {
        await using var source = new PieceStream(packed, piece);
        await using var stream = new ZstdStream(ZstdLibrary.OfThisMachine!, source);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
