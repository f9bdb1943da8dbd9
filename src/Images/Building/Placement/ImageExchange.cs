using System.Collections.Concurrent;
using Images.Engines;

namespace Images.Building.Placement;

/// <summary>Carries images from one engine to another by way of a registry, each once.</summary>
/// <param name="prefix">Where in which registry, such as <c>registry.example:5000/team</c>; null: nowhere.</param>
public sealed class ImageExchange(string? prefix)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> pushed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Key, BuildSite Site), Lazy<Task<string>>> carried = new();
    private readonly ConcurrentBag<(BuildSite Site, string Name)> copies = [];
    private readonly ConcurrentDictionary<string, string> sent = new(StringComparer.Ordinal);

    /// <summary>Gets what the registry holds of this run: digests by reference.</summary>
    public IReadOnlyDictionary<string, string> Sent => sent;

    /// <summary>Whether the registry has an image, so that its engine is not needed any more.</summary>
    /// <param name="key">What tells it from others of this run.</param>
    /// <returns>True once it was sent.</returns>
    public bool HasSent(string key) => prefix is not null && sent.ContainsKey(ExchangeNames.Reference(prefix, key));

    /// <summary>Carries an image.</summary>
    /// <param name="image">Which, and where it is.</param>
    /// <param name="to">Where it is wanted.</param>
    /// <param name="note">Told what is moved, one line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The name that the image has there, the very same by digest.</returns>
    /// <exception cref="EngineException">It cannot be carried; one line says why.</exception>
    public Task<string> CarryAsync(CarriedImage image, BuildSite to, Action<string> note, CancellationToken cancellationToken) =>
        carried.GetOrAdd((image.Key, to), _ => new(() => CarryOnceAsync(image, to, note, cancellationToken))).Value;

    /// <summary>Takes away the names that carried images have on the engines that they were carried to.</summary>
    /// <param name="isLost">Tells the engines that are not asked.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>When done.</returns>
    public async Task RemoveCopiesAsync(Func<BuildSite, bool> isLost, CancellationToken cancellationToken)
    {
        while (copies.TryTake(out var copy))
        {
            if (!isLost(copy.Site))
            {
                await copy.Site.Store.UntagAsync(copy.Name, cancellationToken);
            }
        }
    }

    private async Task<string> CarryOnceAsync(CarriedImage image, BuildSite to, Action<string> note, CancellationToken cancellationToken)
    {
        var way = $"{image.Key}: cannot be moved from {image.From} to {to}";
        if (prefix is null)
        {
            throw new EngineException($"{way}: name a registry that both reach, with --exchange=REGISTRY/PREFIX");
        }

        var reference = ExchangeNames.Reference(prefix, image.Key);
        note($"moving {image.Key} from {image.From} to {to} by way of {reference}");
        try
        {
            var digest = await pushed.GetOrAdd(image.Key, _ => new(() => PushAsync(image, reference, cancellationToken))).Value;
            return await PullAsync(image, reference, digest, to, cancellationToken);
        }
        catch (EngineException error)
        {
            throw new EngineException($"{way}: {error.Message}; log in to that registry, or name another with --exchange", error);
        }
    }

    private async Task<string> PushAsync(CarriedImage image, string reference, CancellationToken cancellationToken)
    {
        await image.From.Store.TagAsync(image.Id, reference, cancellationToken);
        try
        {
            var digest = await image.From.Transfer.PushAsync(reference, cancellationToken);
            sent[reference] = digest;
            return digest;
        }
        finally
        {
            await image.From.Store.UntagAsync(reference, CancellationToken.None);
        }
    }

    private async Task<string> PullAsync(
        CarriedImage image,
        string reference,
        string digest,
        BuildSite to,
        CancellationToken cancellationToken
    )
    {
        var id = await to.Transfer.PullAsync(reference, digest, cancellationToken);
        if (to.FetchesLayersLater)
        {
            copies.Add((to, reference));
            return reference;
        }

        copies.Add((to, image.LocalName));
        await to.Store.TagAsync(id, image.LocalName, cancellationToken);
        await to.Store.UntagAsync(reference, CancellationToken.None);
        return image.LocalName;
    }
}

/// <summary>An image that another engine needs.</summary>
/// <param name="Key">What tells it from others of this run: a variant's id or a base's reference.</param>
/// <param name="Id">Its id where it is.</param>
/// <param name="LocalName">The name that it gets where it is wanted, unless the registry's must do.</param>
/// <param name="From">Where it is.</param>
public sealed record CarriedImage(string Key, string Id, string LocalName, BuildSite From);
