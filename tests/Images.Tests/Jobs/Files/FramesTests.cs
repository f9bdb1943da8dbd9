using Images.Jobs.Files;

namespace Images.Tests.Jobs.Files;

public sealed class FramesTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("1-4", "1 2 3 4")]
    [InlineData("5,1-2,2", "1 2 5")]
    [InlineData("", null)]
    [InlineData("1-", null)]
    [InlineData("-1", null)]
    [InlineData("1-2-3", null)]
    [InlineData("2-1", null)]
    [InlineData("1-100001", null)]
    [InlineData("1, 2", null)]
    public void Frames_are_numbers_and_ranges(string text, string? expected)
    {
        var isGood = FrameRange.TryParse(text, out var frames);

        Assert.Equal(expected, isGood ? string.Join(' ', frames) : null);
    }

    [Theory]
    [InlineData("cube_####.png", 3, "cube_0003.png")]
    [InlineData("out#.png", 42, "out42.png")]
    [InlineData("##", 123, "123")]
    [InlineData("a#b#.png", 1, null)]
    [InlineData("a.png", 1, null)]
    [InlineData("x/#.png", 1, null)]
    public void A_pictures_name_has_one_run_of_digits(string text, int frame, string? expected)
    {
        var isGood = PicturePattern.TryParse(text, out var pattern);

        Assert.Equal(expected, isGood ? pattern!.Of(frame) : null);
    }
}
