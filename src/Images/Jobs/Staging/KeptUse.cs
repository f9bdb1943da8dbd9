using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>The use of a computation's container, which nobody removes or sets up meanwhile.</summary>
/// <param name="id">The container's id.</param>
/// <param name="share">The share of its lock.</param>
internal sealed class KeptUse(string id, StateLock share) : IAsyncDisposable
{
    /// <summary>Gets the container's id.</summary>
    public string Id => id;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => share.DisposeAsync();
}
