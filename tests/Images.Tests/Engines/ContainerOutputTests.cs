using System.Text;

namespace Images.Engines;

public sealed class ContainerOutputTests
{
    [Fact]
    public async Task Streams_are_told_apart_and_what_is_beyond_the_limit_is_counted_but_still_told()
    {
        var heard = new Listener();
        var output = new ContainerOutput(4, heard);
        using var frames = new MemoryStream([.. Frame(1, "abc"), .. Frame(2, "xy"), .. Frame(1, "def")]);

        await output.ReadAsync(frames, TestContext.Current.CancellationToken);

        Assert.Equal(("abcd", "xy", 2L), (output.Output, output.Error, output.Dropped));
        Assert.Equal("Output:abc Error:xy Output:def", string.Join(' ', heard.Pieces));
    }

    [Fact]
    public async Task A_stream_that_breaks_off_gives_what_came()
    {
        var output = new ContainerOutput(100, null);
        using var frames = new MemoryStream(Frame(1, "abcdef")[..11]);

        await output.ReadAsync(frames, TestContext.Current.CancellationToken);

        Assert.Equal("abc", output.Output);
    }

    private static byte[] Frame(byte stream, string text) => [stream, 0, 0, 0, 0, 0, 0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private sealed class Listener : IProgress<ContainerChunk>
    {
        public List<string> Pieces { get; } = [];

        public void Report(ContainerChunk value) => Pieces.Add($"{value.Stream}:{Encoding.UTF8.GetString(value.Bytes.Span)}");
    }
}
