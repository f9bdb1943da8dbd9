using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Docker.DotNet;

/// <summary>Sends requests to the engine and turns refusals into the exceptions that callers know.</summary>
internal sealed class ApiRequests(
    HttpClient http,
    Uri address,
    IReadOnlyDictionary<string, string> defaultHeaders,
    Func<TimeSpan> defaultTimeout
)
{
    /// <summary>Sends and reads the whole answer as JSON, within the client's default timeout.</summary>
    public async Task<T> GetAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        // All of it is here already: reading it piece by piece would cost more time at start than it is worth.
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, type);
    }

    /// <summary>Sends, ignores the answer's body, and gives its status.</summary>
    public async Task<HttpStatusCode> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return response.StatusCode;
    }

    /// <summary>Sends and gives the answer's body as it comes, without a timeout.</summary>
    public async Task<Stream> GetStreamAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await SendAsync(
                request with
                {
                    Timeout = Timeout.InfiniteTimeSpan,
                },
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            )
            .ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends and reports each JSON value of the answer as it arrives, until its end.</summary>
    public async Task MonitorAsync<T>(ApiRequest request, JsonTypeInfo<T> type, IProgress<T> progress, CancellationToken cancellationToken)
    {
        var stream = await GetStreamAsync(request, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var messages = JsonSerializer.DeserializeAsyncEnumerable(stream, type, topLevelValues: true, cancellationToken);
            await foreach (var message in messages.ConfigureAwait(false))
            {
                progress?.Report(message);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        ApiRequest request,
        HttpCompletionOption completion,
        CancellationToken cancellationToken
    )
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(request.Timeout ?? defaultTimeout());
        var response = await SendOnceAsync(request, completion, timeout.Token).ConfigureAwait(false);
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
        {
            return response;
        }

        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            throw (response.StatusCode, request.Missing) switch
            {
                (HttpStatusCode.NotFound, Missing.Image) => new DockerImageNotFoundException(response.StatusCode, body),
                (HttpStatusCode.NotFound, Missing.Container) => new DockerContainerNotFoundException(response.StatusCode, body),
                _ => new DockerApiException(response.StatusCode, body),
            };
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        ApiRequest request,
        HttpCompletionOption completion,
        CancellationToken cancellationToken
    )
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(address, request.Path + request.Query))
        {
            Content = request.Content,
        };
        message.Headers.UserAgent.ParseAdd("Docker.DotNet");
        foreach (var (name, value) in defaultHeaders.Concat(request.Headers ?? []))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            return await http.SendAsync(message, completion, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
            when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                || e.InnerException is SocketException
            )
        {
            throw new HttpRequestException("Connection failed", e.InnerException);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            const string Cancelled = "The operation was canceled.";
            throw new TaskCanceledException(Cancelled, new OperationCanceledException(Cancelled, cancellationToken), cancellationToken);
        }
    }
}
