using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Grpc;

/// <summary>
/// A gRPC client over one HTTP/2 connection, dialled when the first call needs it and again after it broke. Calls share it.
/// Cancelling a call resets its stream, which the engine takes as the end of what it does for it.
/// </summary>
internal sealed class GrpcChannel : IDisposable
{
    private readonly HttpClient client;

    /// <param name="connect">Opens a stream on which the peer speaks HTTP/2 without upgrade.</param>
    public GrpcChannel(Func<CancellationToken, Task<Stream>> connect) => client = CreateClient(connect);

    /// <summary>An HTTP/2 client of the peer behind a stream.</summary>
    public static HttpClient CreateClient(Func<CancellationToken, Task<Stream>> connect) =>
#pragma warning disable CA2000 // Dispose objects before losing scope: the client owns its handler
        new(CreateHandler(connect)) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000

    /// <summary>Calls a method that answers with one message.</summary>
    /// <exception cref="GrpcStatusException">The call ended with another status than OK.</exception>
    /// <exception cref="BuildKitUnavailableException">There is no connection, or it broke.</exception>
    public async Task<TResponse> CallAsync<TResponse>(
        string path,
        IMessage request,
        MessageParser<TResponse> parser,
        CancellationToken cancellationToken,
        KeyValuePair<string, string>? metadata = null
    )
        where TResponse : class, IMessage<TResponse>
    {
        TResponse? answer = null;
        await foreach (var message in StreamAsync(path, request, parser, metadata, cancellationToken))
        {
            answer ??= message;
        }

        return answer ?? throw new GrpcStatusException(GrpcStatusCode.Internal, $"{path}: the engine answered with no message");
    }

    /// <summary>Calls a method that answers with a stream of messages.</summary>
    public IAsyncEnumerable<TResponse> StreamAsync<TResponse>(
        string path,
        IMessage request,
        MessageParser<TResponse> parser,
        CancellationToken cancellationToken
    )
        where TResponse : class, IMessage<TResponse> => StreamAsync(path, request, parser, null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async IAsyncEnumerable<TResponse> StreamAsync<TResponse>(
        string path,
        IMessage request,
        MessageParser<TResponse> parser,
        KeyValuePair<string, string>? metadata,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where TResponse : class, IMessage<TResponse>
    {
        using var response = await SendAsync(path, request, metadata, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var reader = new GrpcFrameReader(PipeReader.Create(body));
        while (await Translated(reader.ReadAsync(parser, cancellationToken), cancellationToken) is { } message)
        {
            yield return message;
        }

        if (GrpcHeaders.ErrorOf(response.TrailingHeaders) is { } error)
        {
            throw error;
        }

        if (!GrpcHeaders.HasStatus(response.TrailingHeaders) && !GrpcHeaders.HasStatus(response.Headers))
        {
            throw new BuildKitUnavailableException($"{path}: the connection ended before the answer did");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path,
        IMessage request,
        KeyValuePair<string, string>? metadata,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpRequestMessage(HttpMethod.Post, $"http://localhost{path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcFrame.ToBytes(request))
            {
                Headers = { ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType) },
            },
        };
        http.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (metadata is { } pair)
        {
            http.Headers.Add(pair.Key, pair.Value);
        }

        var sending = client.SendAsync(http, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var response = await Translated(new ValueTask<HttpResponseMessage>(sending), cancellationToken);
        Exception? refusal =
            response.StatusCode != HttpStatusCode.OK
                ? new BuildKitUnavailableException($"{path}: the engine answered HTTP {(int)response.StatusCode}", (int)response.StatusCode)
                : GrpcHeaders.ErrorOf(response.Headers);
        if (refusal is not null)
        {
            response.Dispose();
            throw refusal;
        }

        return response;
    }

    /// <summary>Gives connection errors their type; a cancelled call ends as cancelled, whatever broke by it.</summary>
    private static async ValueTask<T> Translated<T>(ValueTask<T> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await operation;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or HttpProtocolException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var inner = e.InnerException; inner is not null; inner = inner.InnerException)
            {
                if (inner is BuildKitException known)
                {
                    throw known;
                }
            }

            throw new BuildKitUnavailableException($"the connection to the engine broke: {FirstLine(e.GetBaseException())}", null, e);
        }
    }

    private static string FirstLine(Exception error) => error.Message.Split(['\r', '\n'], 2)[0];

    private static SocketsHttpHandler CreateHandler(Func<CancellationToken, Task<Stream>> connect) =>
        new()
        {
            ConnectCallback = async (_, cancellationToken) => await connect(cancellationToken),
            EnableMultipleHttp2Connections = false,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
#pragma warning disable CA2262 // Set MaxResponseHeadersLength properly: error trailers do carry whole Dockerfiles and build graphs
            MaxResponseHeadersLength = 16 * 1024,
#pragma warning restore CA2262
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        };
}
