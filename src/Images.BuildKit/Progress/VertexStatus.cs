namespace Images.BuildKit.Progress;

/// <summary>Progress within a step: a layer that is pulled, a context that is sent.</summary>
/// <param name="Digest">The vertex.</param>
/// <param name="Id">What progresses, such as <c>transferring context:</c> or a layer's digest.</param>
/// <param name="Current">Bytes so far.</param>
/// <param name="Total">Bytes in all; 0 where it is not known.</param>
/// <param name="Timestamp">When this was so.</param>
/// <param name="Completed">When it ended; null while it goes on.</param>
public sealed record VertexStatus(string Digest, string Id, long Current, long Total, DateTimeOffset Timestamp, DateTimeOffset? Completed)
    : BuildEvent;
