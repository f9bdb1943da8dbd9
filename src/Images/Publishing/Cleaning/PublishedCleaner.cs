using Images.Building.Placement;
using Images.Engines.Registries;
using Images.Publishing.Guarding;
using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Cleaning;

/// <summary>Finds tags of published repositories that have no use any more, and takes them away.</summary>
/// <param name="client">The registries.</param>
/// <param name="tags">Reads tags.</param>
/// <param name="variants">The ids of all the family's variants.</param>
/// <param name="allowOverwrite">Whether tags of variants may go that the family does not have any more.</param>
public sealed class PublishedCleaner(RegistryClient client, PublishedTags tags, IReadOnlySet<string> variants, bool allowOverwrite)
{
    private const int AtOnce = 4;

    /// <summary>Looks through a repository of the family.</summary>
    /// <param name="repository">The repository of an image, or the one through which images travel from one engine to another.</param>
    /// <param name="wanted">The tags that the family's definitions give in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its tags; none where there is no such repository.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<RepositoryTags> LookAsync(
        RegistryReference repository,
        IReadOnlySet<string> wanted,
        CancellationToken cancellationToken
    )
    {
        var names = (await tags.NamesAsync(repository, cancellationToken)).Order(StringComparer.Ordinal).ToList();
        var looked = new CheckedTag?[names.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0,
            names.Count,
            parallel,
            async (index, token) => looked[index] = await LookAsync(repository, names[index], wanted, token)
        );
        return new RepositoryTags(repository, [.. looked.OfType<CheckedTag>()]);
    }

    /// <summary>Takes a tag away, if it still names what it named.</summary>
    /// <param name="all">The repository.</param>
    /// <param name="tag">One of its tags.</param>
    /// <param name="cancellationToken">Gives up before it is done.</param>
    /// <returns>Null when it is gone, else why not, a few words.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<string?> RemoveAsync(RepositoryTags all, CheckedTag tag, CancellationToken cancellationToken)
    {
        var reference = all.Repository.WithTag(tag.Name);
        if (await client.FindAsync(reference, cancellationToken) is not { } current)
        {
            return null;
        }

        if (current.Digest != tag.Digest)
        {
            return "it was moved meanwhile";
        }

        return await new RegistryTags(client).RemoveAsync(
            reference.ToString(),
            current.Digest,
            other => !all.Tags.Any(known => known.Name == other && (known.Fate == TagFate.Obsolete || known.Digest != current.Digest)),
            cancellationToken
        );
    }

    private async Task<CheckedTag?> LookAsync(
        RegistryReference repository,
        string name,
        IReadOnlySet<string> wanted,
        CancellationToken cancellationToken
    )
    {
        if (await tags.NowAsync(repository.WithTag(name), cancellationToken) is not { } current)
        {
            return null;
        }

        var (fate, why) =
            wanted.Contains(name) ? (TagFate.InUse, null)
            : ExchangeNames.IsAbandoned($"{repository}:{name}") ? (TagFate.Obsolete, "left by a run that is gone")
            : PublishedTags.SubjectOf(name) is { } subject ? await AboutAsync(repository.WithDigest(subject), cancellationToken)
            : Of(repository, await tags.VariantAsync(repository, current, cancellationToken));
        return new CheckedTag(name, current.Digest, fate, why);
    }

    // What is attached to an image under a tag of the image's digest.
    private async Task<(TagFate Fate, string? Why)> AboutAsync(RegistryReference subject, CancellationToken cancellationToken) =>
        await client.FindAsync(subject, cancellationToken) is null
            ? (TagFate.Obsolete, "the image that it is about is gone")
            : (TagFate.InUse, null);

    private (TagFate Fate, string? Why) Of(RegistryReference repository, string? variant)
    {
        if (variant is null || repository.Repository.Split('/')[^1] != variant.Split(':')[0])
        {
            return (TagFate.Foreign, "not made for this repository");
        }

        return variants.Contains(variant) ? (TagFate.InUse, null)
            : allowOverwrite ? (TagFate.Obsolete, $"there is no {variant} any more")
            : (TagFate.Gone, $"there is no {variant} any more");
    }
}
