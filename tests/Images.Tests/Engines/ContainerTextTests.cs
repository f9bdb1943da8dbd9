using Images.Engines;

namespace Images.Tests.Engines;

public sealed class ContainerTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("tab\tstays", "tab\tstays")]
    [InlineData("a\r\nb\rc\n", "a\nb\nc\n")]
    [InlineData("\e[1;31mred\e[0m", "red")]
    [InlineData("\u009b1mred", "red")]
    [InlineData("\e]0;title\u0007after", "after")]
    [InlineData("\e]8;;http://x\e\\link\e]8;;\e\\", "link")]
    [InlineData("\e(Bcharset \ecreset", "charset reset")]
    [InlineData("\e]0;never ends\nnext", "0;never ends\nnext")]
    [InlineData("\e[12", "12")]
    [InlineData("end\e", "end")]
    [InlineData("bell\u0007 null\0 back\b del\u007f", "bell^G null^@ back^H del^?")]
    [InlineData("\u202egnp.exe", "<U+202E>gnp.exe")]
    [InlineData("a\u2028b\u0085c\ufeff", "a<U+2028>b<U+0085>c<U+FEFF>")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    [InlineData("grüße 日本", "grüße 日本")]
    public void Control_is_taken_from_the_text(string text, string harmless) => Assert.Equal(harmless, ContainerText.Harmless(text));

    [Fact]
    public void A_half_character_is_replaced()
    {
        var (high, low) = ("\ud83d\ude00"[0], "\ud83d\ude00"[1]);
        Assert.Equal("a\ufffdb\ufffd", ContainerText.Harmless($"a{low}b{high}"));
        Assert.Equal("\ufffd", ContainerText.Harmless("\uffff"));
    }

    [Theory]
    [InlineData("::error file=a::b", ": :error file=a::b")]
    [InlineData(" \t::set-output name=x::y", " \t: :set-output name=x::y")]
    [InlineData("\u00a0::warning::z", "\u00a0: :warning::z")]
    [InlineData("std::vector", "std::vector")]
    [InlineData("x\n::stop-commands::t\ny", "x\n: :stop-commands::t\ny")]
    [InlineData("x\r::error::overwritten", "x\n: :error::overwritten")]
    [InlineData("\e[0m::error::after an escape", ": :error::after an escape")]
    [InlineData("text ##[error]old form", "text # #[error]old form")]
    [InlineData("#\e[m#[error]joined", "# #[error]joined")]
    [InlineData("##vso[task.setvariable]x", "# #vso[task.setvariable]x")]
    [InlineData("##TeamCity[x]", "# #teamcity[x]")]
    public void Commands_for_a_runner_are_broken(string text, string harmless) => Assert.Equal(harmless, ContainerText.Harmless(text));

    [Theory]
    [InlineData("a\nb\tc", "a b c")]
    [InlineData("  \n x \n\n", "x")]
    [InlineData("\n::error::x", ": :error::x")]
    [InlineData("", "")]
    public void A_line_has_no_breaks(string text, string line) => Assert.Equal(line, ContainerText.HarmlessLine(text));

    [Fact]
    public void Doing_it_twice_changes_nothing()
    {
        var random = new Random(42);
        var alphabet = "\e[]0;m:#\n\r\u0007\\vso \u009b\u202eP".ToCharArray();
        for (var round = 0; round < 2000; round++)
        {
#pragma warning disable CA5394 // Do not use insecure randomness: a fixed seed is wanted
            var once = ContainerText.Harmless(new string(random.GetItems(alphabet, 24)));
#pragma warning restore CA5394
            Assert.Equal(once, ContainerText.Harmless(once));
            Assert.DoesNotContain('\e', once);
            Assert.DoesNotContain("##[", once, StringComparison.Ordinal);
            Assert.All(once.Split('\n'), line => Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line));
        }
    }

    [Fact]
    public void Shortening_never_halves_a_character()
    {
        Assert.Equal("abc", ContainerText.Shorten("abc", 3));
        Assert.Equal("ab...", ContainerText.Shorten("abcdef", 5));
        Assert.Equal("a...", ContainerText.Shorten("a\ud83d\ude00bcd", 5));
    }

    [Fact]
    public void The_tail_is_the_last_lines_each_cut()
    {
        Assert.Equal(["c", "dd..."], ContainerText.Tail("a\nb\nc\ndddddd\n", 2, 5));
        Assert.Empty(ContainerText.Tail("\n", 2, 5));
    }
}
