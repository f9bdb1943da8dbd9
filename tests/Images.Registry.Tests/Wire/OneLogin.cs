using Images.Registry.Logins;

namespace Images.Registry.Tests.Wire;

/// <summary>One login for every registry.</summary>
internal sealed class OneLogin(string user, string secret) : IRegistryCredentials
{
    public ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken) =>
        ValueTask.FromResult<RegistryCredential?>(new RegistryCredential(user, secret));
}
