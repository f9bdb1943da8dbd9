namespace Images.BuildKit.Sessions;

/// <summary>Secrets of several sources: the first that has one gives it.</summary>
public sealed class CombinedSecrets(params IReadOnlyList<ISecretSource> sources) : ISecretSource
{
    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string id, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.GetAsync(id, cancellationToken) is { } secret)
            {
                return secret;
            }
        }

        return null;
    }
}
