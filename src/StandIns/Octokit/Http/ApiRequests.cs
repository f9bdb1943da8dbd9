using System.Net;
using System.Text;
using System.Text.Json;

namespace Octokit;

/// <summary>Sends requests, turns refusals into exceptions, and remembers what the last answer said about limits.</summary>
#pragma warning disable CA1001 // Types that own disposable fields should be disposable: the package's client is not, and lives as long as the program
internal sealed class ApiRequests
#pragma warning restore CA1001
{
    private const int MostRedirects = 3;

    private readonly ProductHeaderValue product;
    private readonly HttpClient http;

    public ApiRequests(ProductHeaderValue product, ICredentialStore store, Uri address)
    {
        this.product = product;
        Store = store;
        Address = address;
#pragma warning disable CA2000 // Dispose objects before losing scope: the client owns its handler, and lives as long as the program
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            }
        );
#pragma warning restore CA2000
    }

    public ICredentialStore Store { get; set; }

    public Uri Address { get; }

    public ApiInfo LastApiInfo { get; private set; }

    public void SetTimeout(TimeSpan timeout) => http.Timeout = timeout;

    /// <summary>Reads one object; null where the answer is none in JSON.</summary>
    public async Task<T> GetAsync<T>(string path, string accept, Func<JsonElement, T> read) =>
        ApiJson.Read(await SendAsync(new ApiRequest(HttpMethod.Get, Relative(path), accept), default).ConfigureAwait(false), read);

    /// <summary>Sends a body in JSON, and reads the object that comes back.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, string accept, string body, Func<JsonElement, T> read)
    {
        // The media type is the one that the package sends.
        var request = new ApiRequest(
            method,
            Relative(path),
            accept,
            () => new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded")
        );
        return ApiJson.Read(await SendAsync(request, default).ConfigureAwait(false), read);
    }

    public Task DeleteAsync(string path) => SendAsync(new ApiRequest(HttpMethod.Delete, Relative(path), Accept.VersionJson), default);

    public async Task<Response> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (target, method) = (new Uri(Address, request.Target), request.Method);
        for (var redirects = 0; ; redirects++)
        {
            using var message = await MessageAsync(request, method, target).ConfigureAwait(false);
            using var answer = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            var response = await Response.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            LastApiInfo = response.ApiInfo;
            if (
                answer.Headers.Location is { } location
                && (int)answer.StatusCode is 301 or 302 or 303 or 307 or 308
                && redirects < MostRedirects
            )
            {
                target = new Uri(target, location);
                method = answer.StatusCode == HttpStatusCode.SeeOther ? HttpMethod.Get : method;
                continue;
            }

            Refusals.ThrowFor(response);
            return response;
        }
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private async Task<HttpRequestMessage> MessageAsync(ApiRequest request, HttpMethod method, Uri target)
    {
        var message = new HttpRequestMessage(method, target) { Content = method == HttpMethod.Get ? null : request.Content?.Invoke() };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent.Of(product));
        if (target.Host == Address.Host || request.Target.IsAbsoluteUri)
        {
            var credentials = await Store.GetCredentials().ConfigureAwait(false) ?? Credentials.Anonymous;
            if (Authorization.Of(credentials) is { } authorization)
            {
                message.Headers.TryAddWithoutValidation("Authorization", authorization);
            }
        }

        return message;
    }
}
