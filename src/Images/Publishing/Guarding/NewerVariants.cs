using Images.Definitions;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Guarding;

/// <summary>
/// Looks in a repository for a newer variant that claims the same moving tag. Version tags are there before moving tags are moved, so
/// whoever looks after having moved one sees every newer variant whose publisher moved it before.
/// </summary>
/// <param name="tags">Reads tags.</param>
public sealed class NewerVariants(PublishedTags tags)
{
    private const int MostCandidates = 200;

    /// <summary>Looks for the newest variant that claims a tag.</summary>
    /// <param name="repository">Where.</param>
    /// <param name="tag">The moving tag.</param>
    /// <param name="variant">The variant that is to have it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where none is newer.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<NewerVariant?> FindAsync(RegistryReference repository, Tag tag, Variant variant, CancellationToken cancellationToken)
    {
        NewerVariant? newest = null;
        foreach (var name in await CandidatesAsync(repository, tag, variant, cancellationToken))
        {
            if (
                await tags.NowAsync(repository.WithTag(name), cancellationToken) is { } current
                && await tags.VariantAsync(repository, current, cancellationToken) is { } id
                && VariantAge.Compare(variant, id) < 0
                && VariantAge.Claims(tag, variant, id)
                && (newest is null || VersionOrder.Compare(id, newest.Id) > 0)
            )
            {
                newest = new NewerVariant(id, current);
            }
        }

        return newest;
    }

    // The tags of this variant, and those that come before its version, name nothing newer.
    private async Task<IReadOnlyList<string>> CandidatesAsync(
        RegistryReference repository,
        Tag tag,
        Variant variant,
        CancellationToken cancellationToken
    )
    {
        var own = variant.Tags.Select(other => other.Name).Append(tag.Name).ToHashSet(StringComparer.Ordinal);
        var versions = variant.Tags.Where(other => other.Class == TagClass.Version).Select(other => other.Name).DefaultIfEmpty("").ToList();
        return
        [
            .. (await tags.NamesAsync(repository, cancellationToken))
                .Where(name =>
                    !own.Contains(name)
                    && PublishedTags.SubjectOf(name) is null
                    && versions.Exists(version => VersionOrder.Compare(name, version) > 0)
                )
                .OrderDescending(VersionOrder.Comparer)
                .Take(MostCandidates),
        ];
    }
}

/// <summary>A variant that is newer than another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Image">What it is in the registry.</param>
public sealed record NewerVariant(string Id, Descriptor Image);
