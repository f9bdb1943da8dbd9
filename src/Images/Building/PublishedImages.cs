using Images.Definitions;
using Images.Planning;

namespace Images.Building;

/// <summary>The published images of a family as images of earlier runs; each is asked for once, many at a time.</summary>
public sealed class PublishedImages : IKeptImages, IDisposable
{
    private const int MostAtOnce = 16;

    private readonly IPublishedImages registry;
    private readonly SemaphoreSlim slots = new(MostAtOnce);
    private readonly Dictionary<string, (Variant Variant, Task<KeptImage?> Image)> byVariant;

    /// <summary>Begins to ask for the images of a build.</summary>
    /// <param name="registry">Knows what is published.</param>
    /// <param name="variants">What will be asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public PublishedImages(IPublishedImages registry, IEnumerable<Variant> variants, CancellationToken cancellationToken)
    {
        this.registry = registry;
        byVariant = variants.ToDictionary(
            variant => variant.Id,
            variant => (variant, AskAsync(variant, cancellationToken)),
            StringComparer.Ordinal
        );
    }

    /// <inheritdoc/>
    public string? Engine => null;

    /// <inheritdoc/>
    /// <exception cref="Registry.Errors.RegistryException">The registry cannot be asked.</exception>
    public async Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken) =>
        byVariant.TryGetValue(id, out var asked) && await asked.Image.WaitAsync(cancellationToken) is { } published ? [published] : [];

    /// <inheritdoc/>
    /// <exception cref="Registry.Errors.RegistryException">The registry cannot be asked.</exception>
    public async Task<KeptImage> WholeAsync(string id, KeptImage image, CancellationToken cancellationToken) =>
        byVariant.TryGetValue(id, out var asked)
        && !image.Labels.ContainsKey(ImageLabels.Inputs)
        && await registry.LabelsAsync(asked.Variant, image.Id, cancellationToken) is { } labels
            ? image with
            {
                Labels = labels,
            }
            : image;

    /// <inheritdoc/>
    public void Dispose() => slots.Dispose();

    private async Task<KeptImage?> AskAsync(Variant variant, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            return await registry.FindAsync(variant, cancellationToken) is { } published
                ? new KeptImage(published.Digest, null, [published.Reference], published.Labels)
                : null;
        }
        finally
        {
            slots.Release();
        }
    }
}
