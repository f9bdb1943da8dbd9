using System.Text;
using Images.Building;

namespace Images.Tests.Building;

public sealed class OutputLinesTests
{
    [Fact]
    public void Lines_and_characters_cut_in_two_are_put_together()
    {
        var lines = new OutputLines(10, SecretMask.None);
        var bytes = Encoding.UTF8.GetBytes("größe\nrest");
        Assert.Empty(lines.Append(bytes.AsSpan(0, 3)));
        Assert.Equal(["größe"], lines.Append(bytes.AsSpan(3)));
        Assert.Equal(["rest"], lines.Flush());
        Assert.Empty(lines.Flush());
    }

    [Fact]
    public void Of_a_progress_bar_only_the_last_state_is_kept()
    {
        Assert.Equal(["100 %"], new OutputLines(1, SecretMask.None).Append("10 %\r50 %\r100 %\r\n"u8));
    }

    [Fact]
    public void Only_the_last_lines_are_remembered()
    {
        var lines = new OutputLines(2, SecretMask.None);
        lines.Append("1\n2\n3\n"u8);
        Assert.Equal(["2", "3"], lines.Last);
    }

    [Fact]
    public void A_line_without_end_is_cut()
    {
        var cut = new OutputLines(1, SecretMask.None).Append(
            new byte[10_000]
                .Select(_ => (byte)'x')
                .ToArray()
        );
        Assert.Equal(2, cut.Count);
    }
}
