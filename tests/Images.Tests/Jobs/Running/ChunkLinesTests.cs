using System.Text;
using Images.Engines;
using Images.Jobs.Running;

namespace Images.Tests.Jobs.Running;

public sealed class ChunkLinesTests
{
    [Fact]
    public void Pieces_become_lines_of_each_stream_and_the_last_needs_no_end()
    {
        var lines = Lines(
            (ContainerStream.Output, "o"),
            (ContainerStream.Error, "why\n"),
            (ContainerStream.Output, "ne\ntwo\tthree\r\nend")
        );

        Assert.Equal(["Error:why", "Output:one", "Output:two\tthree", "Output:end"], lines);
    }

    [Fact]
    public void Commands_of_workflows_and_terminals_are_made_harmless()
    {
        var line = Assert.Single(Lines((ContainerStream.Output, "::error::no\u001b[2J\n")));

        Assert.DoesNotContain("Output:::error", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', line);
    }

    [Fact]
    public void A_line_without_end_is_bounded()
    {
        var line = Assert.Single(Lines((ContainerStream.Output, new string('x', 100_000) + "\n")));

        Assert.Equal(8192, line.Length - "Output:".Length);
    }

    private static List<string> Lines(params (ContainerStream Stream, string Text)[] pieces)
    {
        var lines = new List<string>();
        var cut = new ChunkLines((stream, line) => lines.Add($"{stream}:{line}"));
        foreach (var (stream, text) in pieces)
        {
            cut.Add(new ContainerChunk(stream, Encoding.UTF8.GetBytes(text)));
        }

        cut.End();
        return lines;
    }
}
