using Images.BuildKit.Errors;

namespace Images.BuildKit.Sessions;

/// <summary>Secrets that are files, read when a step asks and kept nowhere.</summary>
/// <param name="paths">The file of each, by id.</param>
public sealed class FileSecrets(IReadOnlyDictionary<string, string> paths) : ISecretSource
{
    /// <inheritdoc/>
    /// <exception cref="BuildKitException">There is such a secret, but its file cannot be read or is longer than 500 KiB.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (!paths.TryGetValue(id, out var path))
        {
            return null;
        }

        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            // Read to the end rather than to a length: the file may be a pipe, which has none.
            var secret = new byte[SecretLimit.Bytes + 1];
            var length = await file.ReadAtLeastAsync(secret, secret.Length, throwOnEndOfStream: false, cancellationToken);
            return length <= SecretLimit.Bytes ? secret.AsMemory(0, length) : throw SecretLimit.Exceeded(id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BuildKitException(GrpcStatusCode.FailedPrecondition, $"secret {id}: {path} cannot be read: {e.Message}", e);
        }
    }
}
