using System.Buffers;
using System.IO.Pipelines;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Grpc;

public sealed class GrpcFrameTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public void A_frame_is_a_zero_four_bytes_of_length_and_the_message() =>
        Assert.Equal([0, 0, 0, 0, 4, 10, 2, (byte)'a', (byte)'b'], GrpcFrame.ToBytes(new StatusRequest { Ref = "ab" }));

    [Fact]
    public async Task Messages_are_read_however_they_are_cut()
    {
        byte[] bytes = [.. GrpcFrame.ToBytes(new StatusRequest { Ref = "one" }), .. GrpcFrame.ToBytes(new StatusRequest())];
        var pipe = new Pipe();
        var reader = new GrpcFrameReader(pipe.Reader);
        var writing = Task.Run(
            async () =>
            {
                foreach (var one in bytes)
                {
                    await pipe.Writer.WriteAsync(new[] { one }, cancel);
                }

                await pipe.Writer.CompleteAsync();
            },
            cancel
        );

        Assert.Equal("one", (await reader.ReadAsync(StatusRequest.Parser, cancel))!.Ref);
        Assert.Equal("", (await reader.ReadAsync(StatusRequest.Parser, cancel))!.Ref);
        Assert.Null(await reader.ReadAsync(StatusRequest.Parser, cancel));
        await writing;
    }

    [Fact]
    public async Task An_end_inside_a_message_is_an_error()
    {
        var reader = new GrpcFrameReader(PipeReader.Create(new ReadOnlySequence<byte>([0, 0, 0, 0, 9, 1])));

        await Assert.ThrowsAsync<GrpcStatusException>(async () => await reader.ReadAsync(StatusRequest.Parser, cancel));
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 255, 255, 255, 255 })]
    public void Compressed_and_oversized_messages_are_errors(byte[] bytes) =>
        Assert.Throws<GrpcStatusException>(() =>
        {
            var buffer = new ReadOnlySequence<byte>(bytes);
            GrpcFrame.TryRead(ref buffer, out _);
        });

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%25")]
    [InlineData("ü\n", "%C3%BC%0A")]
    public void Status_messages_are_percent_encoded(string text, string encoded)
    {
        Assert.Equal(encoded, PercentEncoding.Encode(text));
        Assert.Equal(text, PercentEncoding.Decode(encoded));
    }

    [Theory]
    [InlineData("50% done", "50% done")]
    [InlineData("%zz%4", "%zz%4")]
    [InlineData("%c3%bc", "ü")]
    public void What_is_no_code_stays(string encoded, string text) => Assert.Equal(text, PercentEncoding.Decode(encoded));
}
