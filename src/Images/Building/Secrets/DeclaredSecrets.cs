using Images.BuildKit.Sessions;
using Images.Definitions;
using Images.Engines;

namespace Images.Building;

/// <summary>Hands an engine the secrets that one image declares, and no others; each is read when a step asks and not kept.</summary>
/// <param name="secrets">What the image declares.</param>
/// <param name="host">The machine and user.</param>
public sealed class DeclaredSecrets(IReadOnlyList<SecretDefinition> secrets, HostEnvironment host) : ISecretSource
{
    private readonly SecretPlace place = new(host);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string id, CancellationToken cancellationToken) =>
        secrets.FirstOrDefault(secret => secret.Id == id) is { } secret ? await place.ReadAsync(secret, cancellationToken) : null;
}
