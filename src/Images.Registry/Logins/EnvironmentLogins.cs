namespace Images.Registry.Logins;

/// <summary>
/// Logins that workflows keep in variables: <c>DOCKERHUB_USERNAME</c> with <c>DOCKERHUB_TOKEN</c> for Docker Hub, and
/// <c>GITHUB_TOKEN</c> for ghcr.io.
/// </summary>
/// <param name="variables">The environment.</param>
public sealed class EnvironmentLogins(IReadOnlyDictionary<string, string> variables) : IRegistryCredentials
{
    /// <inheritdoc/>
    public ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            host switch
            {
                "docker.io" or "index.docker.io" or "registry-1.docker.io" => Login(Variable("DOCKERHUB_USERNAME"), "DOCKERHUB_TOKEN"),
                // GitHub wants a name, and looks at the token alone.
                "ghcr.io" => Login(Variable("GITHUB_ACTOR") ?? "github-token", "GITHUB_TOKEN"),
                _ => null,
            }
        );

    private RegistryCredential? Login(string? user, string secret) =>
        user is not null && Variable(secret) is { } value ? new RegistryCredential(user, value) : null;

    private string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
