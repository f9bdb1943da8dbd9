using System.Text;

namespace Images.BuildKit.Sessions;

/// <summary>Secrets that are environment variables, read when a step asks and kept nowhere. One that is not set is not there.</summary>
/// <param name="variables">The variable of each, by id.</param>
/// <param name="read">Where variables are read; null is this process's environment.</param>
public sealed class EnvironmentSecrets(IReadOnlyDictionary<string, string> variables, Func<string, string?>? read = null) : ISecretSource
{
    private readonly Func<string, string?> read = read ?? Environment.GetEnvironmentVariable;

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            variables.TryGetValue(id, out var variable) && read(variable) is { } value
                ? Encoding.UTF8.GetBytes(value)
                : (ReadOnlyMemory<byte>?)null
        );
}
