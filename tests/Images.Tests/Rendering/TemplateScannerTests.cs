using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class TemplateScannerTests
{
    [Theory]
    [InlineData("plain", "T:plain")]
    [InlineData("a {{ b }} c", "T:a |C:{{ b }}|T: c")]
    [InlineData("{{~ for x in y ~}}\nz\n{{~ end ~}}\n", "C:{{~ for x in y ~}}|T:\nz\n|C:{{~ end ~}}|T:\n")]
    [InlineData("{{ '}}' }}x", "C:{{ '}}' }}|T:x")]
    [InlineData("{{ \"\\\"}}\" }}x", "C:{{ \"\\\"}}\" }}|T:x")]
    [InlineData("{{ {a: {b: 1}} }}x", "C:{{ {a: {b: 1}} }}|T:x")]
    [InlineData("{{ # it's }}x", "C:{{ # it's }}|T:x")]
    [InlineData("{{ ## it's\n more ## }}x", "C:{{ ## it's\n more ## }}|T:x")]
    [InlineData("{{ a # b\n c }}x", "C:{{ a # b\n c }}|T:x")]
    [InlineData("{%{ {{ raw }} }%}x", "C:{%{ {{ raw }} }%}|T:x")]
    [InlineData("${VAR} {a} {%x", "T:${VAR} {a} {%x")]
    [InlineData("open {{ never", "T:open |C:{{ never")]
    public void Text_and_code_are_told_apart(string template, string pieces) =>
        Assert.Equal(
            pieces,
            string.Join('|', TemplateScanner.Pieces(template).Select(piece => $"{(piece.IsText ? 'T' : 'C')}:{piece.Piece}"))
        );

    [Fact]
    public void Marks_stand_in_front_of_printed_text_only_and_can_be_read_back()
    {
        var marked = TemplateLineMarks.Insert("  RUN a\n\n{{ b }}\n  {{~ c ~}} d\n", 3);

        var read = MarkedText.Read(marked);

        Assert.Equal("  RUN a\n\n{{ b }}\n  {{~ c ~}} d\n", read.Plain);
        Assert.Equal([(3, 1), null, null, (3, 4), null], read.Origins);
        Assert.StartsWith("  " + Marks.Line, marked, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_says_which_value_was_not_quoted_unless_it_is_in_a_comment()
    {
        var read = MarkedText.Read($"RUN {Marks.Around(7, "a b")}\n# {Marks.Around(8, "c d")}\n{Marks.Around(1500, "# e")}");

        Assert.Equal("RUN a b\n# c d\n# e", read.Plain);
        Assert.Equal([new MarkedText.Leak(7, 0), new MarkedText.Leak(1500, 2)], read.Leaks);
        Assert.Equal("a b", Marks.Remove(Marks.Around(7, "a b")));
    }
}
