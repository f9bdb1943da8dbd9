using System.IO.Pipelines;
using Google.Protobuf;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Grpc;

/// <summary>Reads messages one after the other from the body of a request or response.</summary>
internal sealed class GrpcFrameReader(PipeReader input)
{
    /// <summary>The next message; null at the end of the stream.</summary>
    /// <exception cref="GrpcStatusException">The stream ends inside a message.</exception>
    public async ValueTask<T?> ReadAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (GrpcFrame.TryRead(ref buffer, out var frame))
            {
                var message = parser.ParseFrom(frame);
                input.AdvanceTo(buffer.Start);
                return message;
            }

            if (result.IsCompleted)
            {
                var whole = buffer.IsEmpty;
                input.AdvanceTo(buffer.End);
                return whole ? null : throw new GrpcStatusException(GrpcStatusCode.Unavailable, "the stream ended inside a message");
            }

            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
