namespace Images.BuildKit.Sessions;

/// <summary>Secrets that are in memory already, by id.</summary>
public sealed class MemorySecrets(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> secrets) : ISecretSource
{
    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string id, CancellationToken cancellationToken) =>
        // Without its type the null would be an empty secret.
        ValueTask.FromResult(secrets.TryGetValue(id, out var secret) ? secret : (ReadOnlyMemory<byte>?)null);
}
