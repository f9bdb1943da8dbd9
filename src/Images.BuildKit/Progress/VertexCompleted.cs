namespace Images.BuildKit.Progress;

/// <summary>A step ended: it ran, was taken from the cache, or failed.</summary>
/// <param name="Digest">The vertex.</param>
/// <param name="Name">Its name, such as <c>[stage 2/5] RUN make</c>.</param>
/// <param name="Cached">Taken from the cache.</param>
/// <param name="Error">The engine's message where it failed, else null.</param>
/// <param name="Started">When it began; the time of completion where the engine named no other.</param>
/// <param name="Completed">When it ended.</param>
public sealed record VertexCompleted(
    string Digest,
    string Name,
    bool Cached,
    string? Error,
    DateTimeOffset Started,
    DateTimeOffset Completed
) : BuildEvent
{
    /// <summary>How long it took by the engine's clock.</summary>
    public TimeSpan Duration => Completed - Started;
}
