using System.Net.Http.Json;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class SystemOperations(ApiRequests requests) : ISystemOperations
{
    public Task AuthenticateAsync(AuthConfig authConfig, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authConfig);
        var content = JsonContent.Create(authConfig, EngineJson.Default.AuthConfig);
        return requests.SendAsync(new ApiRequest(HttpMethod.Post, "auth") { Content = content }, cancellationToken);
    }

    public Task PingAsync(CancellationToken cancellationToken = default) =>
        requests.SendAsync(new ApiRequest(HttpMethod.Get, "_ping"), cancellationToken);

    public Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default) =>
        requests.GetAsync(new ApiRequest(HttpMethod.Get, "info"), EngineJson.Default.SystemInfoResponse, cancellationToken);

    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken = default) =>
        requests.GetAsync(new ApiRequest(HttpMethod.Get, "version"), EngineJson.Default.VersionResponse, cancellationToken);
}
