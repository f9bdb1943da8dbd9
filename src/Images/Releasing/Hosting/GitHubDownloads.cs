using System.Net;
using System.Net.Http.Headers;
using Octokit;

namespace Images.Releasing.Hosting;

/// <summary>Reads the files of releases, for which the client of the API has no call.</summary>
internal sealed class GitHubDownloads : IDisposable
{
    private const int Longest = 256 << 20;

    private readonly GitHubSite site;
    private readonly HttpClient http;

    /// <summary>Prepares to ask.</summary>
    /// <param name="site">Which GitHub, with the token.</param>
    public GitHubDownloads(GitHubSite site)
    {
        this.site = site;
#pragma warning disable CA2000 // Dispose objects before losing scope: the client owns its handler
        // Files lie with another host, which must not see the token: it is left out when a redirect is followed.
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            MaxResponseContentBufferSize = Longest,
        };
#pragma warning restore CA2000
    }

    /// <summary>Reads a file.</summary>
    /// <param name="asset">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="ApiException">It is refused.</exception>
    /// <exception cref="HttpRequestException">The host cannot be asked.</exception>
    public async Task<byte[]> ReadAsync(HostedAsset asset, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, asset.Address);
        request.Headers.Accept.ParseAdd("application/octet-stream");
        request.Headers.UserAgent.ParseAdd("images");
        if (site.Token is { } token && request.RequestUri!.Host == site.Api.Host)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
            : throw new ApiException(response.ReasonPhrase ?? "", response.StatusCode);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
