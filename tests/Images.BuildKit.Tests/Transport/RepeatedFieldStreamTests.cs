using Images.BuildKit.Grpc;
using Images.BuildKit.Transport;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Transport;

public sealed class RepeatedFieldStreamTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task The_fields_are_in_the_first_request_however_it_is_written_and_in_no_other(int pieces)
    {
        var seen = new List<string?[]>();
        await using var peer = await Http2Peer.StartAsync(
            "/a/b",
            async call =>
            {
                seen.Add([.. call.Metadata["field"]]);
                await call.ReadRequestAsync(BytesMessage.Parser);
                await call.AnswerAsync(new BytesMessage());
            },
            cancel
        );
        using var channel = new GrpcChannel(async token => new InPieces(
            new RepeatedFieldStream(await peer.DialAsync(token), "field", ["one", "two"]),
            pieces
        ));

        for (var i = 0; i < 2; i++)
        {
            await channel.CallAsync("/a/b", new BytesMessage(), BytesMessage.Parser, cancel);
        }

        Assert.Equal(
            [
                ["one", "two"],
                [],
            ],
            seen
        );
    }

    /// <summary>Writes a few bytes at a time.</summary>
    private sealed class InPieces(Stream inner, int length) : ConnectionStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (; buffer.Length > length; buffer = buffer[length..])
            {
                await inner.WriteAsync(buffer[..length], cancellationToken);
            }

            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
