using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class DockerfileParserTests
{
    [Fact]
    public void Continuations_are_joined_and_comments_inside_left_out()
    {
        var instruction = Assert.Single(DockerfileParser.Parse("RUN a && \\\n  # why\n\n  b\n"));
        Assert.Equal(
            ("RUN", "a &&   b", 1, 4, -1),
            (instruction.Keyword, instruction.Arguments, instruction.FirstLine, instruction.LastLine, instruction.Stage)
        );
    }

    [Fact]
    public void Flags_are_told_from_arguments()
    {
        var instruction = DockerfileParser.Parse("FROM scratch\ncopy --from=base:1 --chmod=0755 a --b /c\n")[1];
        Assert.Equal("COPY", instruction.Keyword);
        Assert.Equal("base:1", instruction.Flag("from"));
        Assert.Null(instruction.Flag("chown"));
        Assert.Equal("a --b /c", instruction.Arguments);
    }

    [Fact]
    public void Each_from_starts_a_stage()
    {
        var stages = DockerfileParser.Parse("ARG A\nFROM x AS a\nRUN 1\nFROM y\nRUN 2\n").Select(instruction => instruction.Stage);
        Assert.Equal([-1, 0, 0, 1, 1], stages);
    }

    [Fact]
    public void The_body_of_a_here_document_is_no_instruction()
    {
        var instructions = DockerfileParser.Parse("RUN <<EOF cat <<-'B'\nFROM evil\nEOF\nRUN no\n\tB\nENV A=1\n");
        Assert.Equal(
            [("RUN", 1, 5), ("ENV", 6, 6)],
            instructions.Select(instruction => (instruction.Keyword, instruction.FirstLine, instruction.LastLine))
        );
    }

    [Theory]
    [InlineData("RUN echo '<<A' \"x <<A\" \\<<A")]
    [InlineData("RUN echo $((1<<A)) $((1 << A))")]
    [InlineData("RUN cat <<<A")]
    [InlineData("RUN [\"cat\", \"<<A\"]")]
    [InlineData("ENV A=<<A")]
    public void What_only_looks_like_a_here_document_hides_nothing(string instruction) =>
        Assert.Equal("USER", DockerfileParser.Parse($"{instruction}\nUSER 0\n")[^1].Keyword);

    [Theory]
    [InlineData("RUN cat <<'A'\nUSER 0\nA")]
    [InlineData("RUN cat 3<<-\"A\" | b\nUSER 0\n\tA")]
    [InlineData("COPY <<A <<B.txt /x/\nUSER 0\nA\nUSER 1\nB.txt")]
    public void Here_documents_in_every_form_are_passed_over(string instructions) =>
        Assert.Equal(
            ["USER 2"],
            DockerfileParser.Parse($"{instructions}\nUSER 2\n").Skip(1).Select(found => $"{found.Keyword} {found.Arguments}")
        );

    [Fact]
    public void The_escape_directive_is_obeyed()
    {
        var instructions = DockerfileParser.Parse("# escape=`\nRUN dir `\n c:\\\nENV A=1\n");
        Assert.Equal(["dir  c:\\", "A=1"], instructions.Select(instruction => instruction.Arguments));
    }

    [Fact]
    public void A_continuation_at_the_end_of_the_file_ends_there()
    {
        var instruction = Assert.Single(DockerfileParser.Parse("RUN a \\"));
        Assert.Equal(("a", 1), (instruction.Arguments, instruction.LastLine));
    }
}
