using System.Globalization;
using Images.Jobs.Pictures;

namespace Images.Tests.Jobs.Pictures;

public sealed class PngTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var picture = new Picture(7, 5);
        for (var index = 0; index < picture.Pixels.Length; index++)
        {
            picture.Pixels[index] = (byte)(index * 37);
        }

        var back = PngReader.Read(PngWriter.Write(picture));

        Assert.Equal((7, 5), (back.Width, back.Height));
        Assert.Equal(picture.Pixels, back.Pixels);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Pictures_of_other_programs_are_read(string kind, string base64, string expected)
    {
        var picture = PngReader.Read(Convert.FromBase64String(base64));

        Assert.Equal((kind, expected), (kind, $"{picture.Width}x{picture.Height} {Convert.ToHexStringLower(picture.Pixels)}"));
    }

    [Fact]
    public void Every_cut_of_a_picture_is_seen()
    {
        var whole = PngWriter.Write(new Picture(3, 3));

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PngReader.Read(whole.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Half_a_file_is_not_whole()
    {
        var path = Path.GetTempFileName();
        var whole = PngWriter.Write(new Picture(3, 3));
        File.WriteAllBytes(path, whole);
        Assert.True(PngReader.IsWhole(path));

        File.WriteAllBytes(path, whole[..^1]);
        Assert.False(PngReader.IsWhole(path));
        File.WriteAllText(path, "no picture");
        Assert.False(PngReader.IsWhole(path));
        File.Delete(path);
    }

    [Fact]
    public void A_picture_of_monstrous_size_is_refused_before_memory_is_taken()
    {
        var file = PngWriter.Write(new Picture(1, 1));
        (file[16], file[20]) = (0x7F, 0x7F);

        var error = Assert.Throws<InvalidDataException>(() => PngReader.Read(file));

        Assert.Contains("which cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shrinking_takes_means()
    {
        var picture = new Picture(4, 2);
        for (var x = 0; x < 4; x++)
        {
            picture.Pixels[3 * x] = (byte)(10 * x);
            picture.Pixels[3 * (x + 4)] = (byte)((10 * x) + 100);
        }

        var small = picture.Shrink(2, 1);

        Assert.Equal("55,75", string.Create(CultureInfo.InvariantCulture, $"{small.Pixels[0]},{small.Pixels[3]}"));
    }

    [Fact]
    public void A_portable_pixmap_is_read_with_its_comments()
    {
        var picture = PortablePixmap.Read([.. "P6\n# by hand\n2 1\n255\n"u8, 1, 2, 3, 4, 5, 6]);

        Assert.Equal((2, 1), (picture.Width, picture.Height));
        Assert.Equal([1, 2, 3, 4, 5, 6], picture.Pixels);
        Assert.Throws<InvalidDataException>(() => PortablePixmap.Read([.. "P6 2 1 255\n"u8, 1, 2, 3]));
        Assert.Throws<InvalidDataException>(() => PortablePixmap.Read("P3 2 1 255\n1 2 3 4 5 6"u8));
    }

    public static TheoryData<string, string, string> Samples { get; } = new(PngSamples.All);
}
