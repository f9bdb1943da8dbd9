using Docker.DotNet;
using Images.Planning;

namespace Images.Building;

/// <summary>The images of earlier runs that an engine still has, asked for once.</summary>
/// <param name="engine">The engine's address where several share a run; null for the only one.</param>
/// <param name="store">Its images.</param>
public sealed class KeptImages(string? engine, IImageStore store) : IKeptImages
{
    private readonly Lazy<Task<ILookup<string, KeptImage>>> byVariant = new(() => ListAsync(store));

    /// <inheritdoc/>
    public string? Engine => engine;

    /// <summary>Gets the engine's images.</summary>
    public IImageStore Store => store;

    /// <summary>Begins to ask, beside other work.</summary>
    public void Begin() => _ = byVariant.Value;

    /// <inheritdoc/>
    public async Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken) =>
        (await byVariant.Value.WaitAsync(cancellationToken))[id];

    /// <summary>Takes a name away, if the engine still answers: else 'clean' does, once it is back.</summary>
    /// <param name="name">The name.</param>
    /// <returns>When done.</returns>
    public async Task ReleaseAsync(string name)
    {
        try
        {
            await store.UntagAsync(name, CancellationToken.None);
        }
        catch (Exception error) when (error is DockerApiException or HttpRequestException or IOException)
        {
            // Nothing more can be done about it here.
        }
    }

    private static async Task<ILookup<string, KeptImage>> ListAsync(IImageStore store)
    {
        var images = await store.ListBuiltAsync(CancellationToken.None);
        return images.ToLookup(image => image.Labels.GetValueOrDefault(ImageLabels.Variant, string.Empty), StringComparer.Ordinal);
    }
}
