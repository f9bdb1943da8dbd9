using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Images.BuildKit.Grpc;

namespace Images.BuildKit.Tests;

/// <summary>A call as an engine makes it of a session: messages go both ways, until one side ends.</summary>
internal sealed class DuplexCall : IAsyncDisposable
{
    private readonly TunnelContent content;
    private readonly HttpResponseMessage response;
    private readonly Stream output;
    private readonly GrpcFrameReader messages;

    private DuplexCall(TunnelContent content, HttpResponseMessage response, Stream output, Stream input)
    {
        this.content = content;
        this.response = response;
        this.output = output;
        messages = new GrpcFrameReader(PipeReader.Create(input));
    }

    /// <summary>Begins a call with its first message; null where the other side has the first word.</summary>
    public static async Task<DuplexCall> StartAsync(
        HttpClient client,
        string path,
        IMessage? first,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] metadata
    )
    {
        var content = new TunnelContent();
        content.Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost{path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        foreach (var (name, value) in metadata)
        {
            request.Headers.Add(name, value);
        }

#pragma warning disable CA2025 // Ensure tasks using 'IDisposable' instances complete before the instances are disposed: it is awaited below
        var sending = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
#pragma warning restore CA2025
        var output = await content.Opened.WaitAsync(cancellationToken);
        if (first is not null)
        {
            await output.WriteAsync(GrpcFrame.ToBytes(first), cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
        var response = await sending;
        return new(content, response, output, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    public async Task WriteAsync(IMessage message, CancellationToken cancellationToken)
    {
        await output.WriteAsync(GrpcFrame.ToBytes(message), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>The next message; null at the end of the call, where its error is thrown.</summary>
    public async Task<T?> ReadAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        var refusal = GrpcHeaders.ErrorOf(response.Headers);
        if (refusal is null && await messages.ReadAsync(parser, cancellationToken) is { } message)
        {
            return message;
        }

        return (refusal ?? GrpcHeaders.ErrorOf(response.TrailingHeaders)) is { } error ? throw error : null;
    }

    public async ValueTask DisposeAsync()
    {
        content.Complete();
        await output.DisposeAsync();
        response.Dispose();
        content.Dispose();
    }
}
