using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.Rendering;

namespace Images.Tests.Rendering;

/// <summary>Which files count of what COPY and ADD name: those that BuildKit puts into the image, as far as that is known without it.</summary>
public sealed class CopySelectionTests
{
    private const string All = "a.txt b.md sub/c.txt sub/d.md sub/deep/e.txt sub/deep/f.md";

    [Theory]
    [InlineData("COPY --exclude=*.md . /o/", "a.txt sub/c.txt sub/d.md sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY --exclude=**/*.md . /o/", "a.txt sub/c.txt sub/deep/e.txt")]
    [InlineData("COPY --exclude=*.md sub /o/", "sub/c.txt sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY --exclude=sub/*.md sub /o/", "sub/c.txt sub/d.md sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY --exclude=deep sub /o/", "sub/c.txt sub/d.md")]
    [InlineData("COPY --exclude=deep/ sub/ /o/", "sub/c.txt sub/d.md")]
    [InlineData("COPY --exclude=./a.txt . /o/", "b.md sub/c.txt sub/d.md sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY --exclude=*.md --exclude=!d.md sub /o/", "sub/c.txt sub/d.md sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY --exclude=sub --exclude=!sub/c.txt . /o/", "a.txt b.md sub/c.txt")]
    [InlineData("COPY --exclude=*.md --exclude=**/deep ./sub/. /o/", "sub/c.txt")]
    [InlineData("COPY --exclude=e.txt sub/* /o/", "sub/c.txt sub/d.md sub/deep/f.md")]
    [InlineData("COPY --exclude=* . /o/", "")]
    [InlineData("ADD --exclude=*.md sub /o/", "sub/c.txt sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY [\"--exclude=x\", \"sub/deep\", \"/o/\"]", "sub/deep/e.txt sub/deep/f.md")]
    public void What_is_excluded_does_not_count(string instruction, string expected) => Assert.Equal(expected, Reached(instruction));

    [Theory]
    [InlineData("COPY --exclude=*.md a.txt b.md /o/", "a.txt b.md")]
    [InlineData("COPY --exclude=c.txt sub/*.txt /o/", "sub/c.txt")]
    public void A_file_that_is_named_counts_whatever_its_name(string instruction, string expected) =>
        Assert.Equal(expected, Reached(instruction));

    [Theory]
    [InlineData("COPY --exclude=/a.txt . /o/")]
    [InlineData("COPY --exclude=../x . /o/")]
    [InlineData("COPY --exclude=$WHAT . /o/")]
    [InlineData("COPY --exclude=\"*.txt\" . /o/")]
    [InlineData("COPY --exclude=*.md --parents=$FLAG . /o/")]
    [InlineData("COPY --exclude=*.md $WHERE /o/")]
    [InlineData("COPY --parents ../** /o/")]
    public void What_only_the_engine_can_tell_counts_in_full(string instruction) => Assert.Equal(All, Reached(instruction));

    [Theory]
    [InlineData("COPY --parents **/*.md /o/", "b.md sub/d.md sub/deep/f.md")]
    [InlineData("COPY --parents ./sub/*.md a.txt /o/", "a.txt sub/d.md")]
    [InlineData("COPY --parents --exclude=*.md sub/ /o/", "sub/c.txt sub/d.md sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY --parents --exclude=sub/*.md sub/ /o/", "sub/c.txt sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY --parents --exclude=deep/*.md sub/./deep/ /o/", "sub/deep/e.txt")]
    [InlineData("COPY --parents --exclude=sub/deep/*.md sub/./deep/ /o/", "sub/deep/e.txt sub/deep/f.md")]
    [InlineData("COPY --parents sub/./**/*.md /o/", "sub/d.md sub/deep/f.md")]
    [InlineData("COPY --parents --exclude=*.md sub/./ /o/", "sub/c.txt sub/deep/e.txt sub/deep/f.md")]
    public void With_parents_patterns_are_relative_to_the_context_or_to_the_pivot(string instruction, string expected) =>
        Assert.Equal(expected, Reached(instruction));

    [Fact]
    public void What_one_instruction_excludes_counts_where_another_takes_it()
    {
        Assert.Equal("sub/c.txt sub/deep/e.txt", Reached("COPY --exclude=**/*.md sub /o/"));
        Assert.Equal("sub/c.txt sub/d.md sub/deep/e.txt", Reached("COPY --exclude=**/*.md sub /o/\nCOPY sub/d.md /p/"));
        Assert.Equal(All, Reached("COPY --exclude=**/*.md sub /o/\nRUN --mount=type=bind,target=/p ls /p"));
    }

    [Fact]
    public void Directories_count_as_far_as_something_in_them_does()
    {
        var sources = CopySources.SelectionsOf("FROM scratch\nCOPY --exclude=sub --exclude=!sub/deep/e.txt . /o/\n");

        Assert.Equal(
            ["a.txt", "b.md", "sub", "sub/deep", "sub/deep/e.txt"],
            ContextFiles.Reached(Context(), sources).Select(file => file.Path)
        );
        Assert.Equal(["sub/c.txt", "sub/d.md", "sub/deep/f.md"], ContextFiles.LeftOut(Context(), sources).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_malformed_pattern_is_told()
    {
        var error = Assert.Throws<BuildContextException>(() => Reached("COPY --exclude=[a . /o/"));

        Assert.Contains("illegal pattern", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_has_one_name_whatever_it_leaves_out() =>
        Assert.Equal(["sub", "a.txt"], CopySources.Of("FROM scratch\nCOPY --exclude=x sub /o/\nCOPY --exclude=y sub a.txt /o/\n"));

    private static string Reached(string instructions) =>
        string.Join(
            ' ',
            ContextFiles
                .Reached(Context(), CopySources.SelectionsOf($"FROM scratch\n{instructions}\n"))
                .Where(file => file.Entry.Kind == ContextEntryKind.File)
                .Select(file => file.Path)
        );

    private static MemoryContext Context() => new("test", All.Split(' ').ToDictionary(path => path, _ => ReadOnlyMemory<byte>.Empty));
}
