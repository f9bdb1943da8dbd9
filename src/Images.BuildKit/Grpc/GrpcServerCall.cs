using System.Globalization;
using System.IO.Pipelines;
using Google.Protobuf;
using Images.BuildKit.Errors;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Images.BuildKit.Grpc;

/// <summary>One call that an engine makes to us: messages in, messages out, and at the end a status.</summary>
internal sealed class GrpcServerCall(HttpContext http)
{
    private readonly GrpcFrameReader reader = new(http.Request.BodyReader);
    private readonly PipeWriter writer = http.Response.BodyWriter;

    /// <summary>The call's metadata.</summary>
    public IHeaderDictionary Metadata => http.Request.Headers;

    /// <summary>Ends when the engine gives the call up.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The next message of the engine; null when it sends no more.</summary>
    /// <exception cref="OperationCanceledException">The engine gave the call up; why, it says where it was asked to build.</exception>
    public async ValueTask<T?> ReadAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        try
        {
            return await reader.ReadAsync(parser, cancellationToken);
        }
        catch (IOException error) when (error is not ConnectionResetException)
        {
            throw new OperationCanceledException("the engine gave the call up", error, Aborted);
        }
    }

    /// <summary>The one message of a call that has just one.</summary>
    public async ValueTask<T> ReadRequestAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        await ReadAsync(parser, Aborted) ?? throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, "a message was expected");

    /// <summary>Bytes written and not yet flushed.</summary>
    public long Unflushed { get; private set; }

    /// <summary>Puts a message into the buffer; <see cref="FlushAsync"/> sends it.</summary>
    public void Write(IMessage message) => Unflushed += GrpcFrame.Write(writer, message);

    /// <summary>Sends what was written, as fast as the engine takes it.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Unflushed = 0;
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Answers with one message.</summary>
    public async ValueTask AnswerAsync(IMessage message)
    {
        Write(message);
        await FlushAsync(Aborted);
    }

    /// <summary>Runs a handler and ends the call with the status that comes of it.</summary>
    public async Task RunAsync(Func<GrpcServerCall, Task> handler)
    {
        http.Response.ContentType = GrpcHeaders.ContentType;
        try
        {
            await handler(this);
            End(GrpcStatusCode.Ok, "");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            End((e as BuildKitException)?.Code ?? GrpcStatusCode.Internal, e.Message);
        }
    }

    private void End(GrpcStatusCode code, string message)
    {
        var status = ((int)code).ToString(CultureInfo.InvariantCulture);
        if (http.Response.HasStarted)
        {
            http.Response.AppendTrailer(GrpcHeaders.Status, status);
            http.Response.AppendTrailer(GrpcHeaders.Message, PercentEncoding.Encode(message));
        }
        else
        {
            http.Response.Headers[GrpcHeaders.Status] = status;
            http.Response.Headers[GrpcHeaders.Message] = PercentEncoding.Encode(message);
        }
    }
}
