using System.Collections.Concurrent;
using Images.Definitions;
using Images.Planning;

namespace Images.Building;

/// <summary>The published images of a family as images of earlier runs; each is asked for once, many at a time.</summary>
public sealed class PublishedImages : IKeptImages, IDisposable
{
    private const int MostAtOnce = 16;

    private readonly IPublishedImages registry;
    private readonly SemaphoreSlim slots = new(MostAtOnce);
    private readonly ConcurrentDictionary<string, Task<KeptImage?>> byVariant;

    /// <summary>Begins to ask for the images of a build.</summary>
    /// <param name="registry">Knows what is published.</param>
    /// <param name="variants">What will be asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public PublishedImages(IPublishedImages registry, IEnumerable<Variant> variants, CancellationToken cancellationToken)
    {
        this.registry = registry;
        var asked = variants.Select(variant => KeyValuePair.Create(variant.Id, AskAsync(variant, cancellationToken)));
        byVariant = new(asked, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string? Engine => null;

    /// <inheritdoc/>
    /// <exception cref="Registry.Errors.RegistryException">The registry cannot be asked.</exception>
    public async Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken) =>
        byVariant.TryGetValue(id, out var asked) && await asked.WaitAsync(cancellationToken) is { } published ? [published] : [];

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
