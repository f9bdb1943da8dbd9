using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface ISystemOperations
{
    Task AuthenticateAsync(AuthConfig authConfig, CancellationToken cancellationToken = default);

    Task PingAsync(CancellationToken cancellationToken = default);

    Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default);

    Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken = default);
}
