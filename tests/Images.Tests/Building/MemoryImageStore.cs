using Images.Building;
using Images.Planning;

namespace Images.Tests.Building;

/// <summary>An engine's images in memory.</summary>
internal sealed class MemoryImageStore : IImageStore
{
    /// <summary>Gets which image each name means.</summary>
    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the images of earlier builds, the newest first.</summary>
    public List<KeptImage> Kept { get; } = [];

    /// <summary>Gets the calls that change something, in order.</summary>
    public List<string> Calls { get; } = [];

    public Task<StoredImage?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(
            Kept.FirstOrDefault(image => image.Id == name || image.Names.Contains(name)) is { } found ? new StoredImage(found.Id, 7) : null
        );

    public Task TagAsync(string id, string reference, CancellationToken cancellationToken)
    {
        lock (Calls)
        {
            Calls.Add($"tag {reference}");
            Names[reference] = id;
        }

        return Task.CompletedTask;
    }

    public Task UntagAsync(string reference, CancellationToken cancellationToken)
    {
        lock (Calls)
        {
            Calls.Add($"untag {reference}");
            Names.Remove(reference);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Names.Keys]);

    public Task<IReadOnlyList<KeptImage>> ListBuiltAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KeptImage>>(Kept);
}
