namespace Images.Registry.Logins;

/// <summary>Answers the engine when a registry wants a login in the middle of a build.</summary>
public interface IRegistryCredentials
{
    /// <summary>The login for a registry host (<c>registry-1.docker.io</c>, <c>ghcr.io</c>); null is anonymous.</summary>
    ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken);
}
