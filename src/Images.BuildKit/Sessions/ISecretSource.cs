namespace Images.BuildKit.Sessions;

/// <summary>Answers the engine when a step mounts a secret (<c>RUN --mount=type=secret,id=ID</c>).</summary>
public interface ISecretSource
{
    /// <summary>The secret's bytes; null where there is none of that name.</summary>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string id, CancellationToken cancellationToken);
}
