using Images.Registry.References;

namespace Images.Publishing.Cleaning;

/// <summary>The tags of a repository, and what becomes of them.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Tags">Its tags in ordinal order of their names.</param>
public sealed record RepositoryTags(RegistryReference Repository, IReadOnlyList<CheckedTag> Tags)
{
    /// <summary>Gets the tags that can go.</summary>
    public IEnumerable<CheckedTag> Obsolete => Tags.Where(tag => tag.Fate == TagFate.Obsolete);

    /// <summary>Counts tags.</summary>
    /// <param name="fate">What becomes of them.</param>
    /// <returns>How many there are.</returns>
    public int Count(TagFate fate) => Tags.Count(tag => tag.Fate == fate);
}

/// <summary>A tag that was looked at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">What it names.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Why">Why, a few words; null for one that is in use.</param>
public sealed record CheckedTag(string Name, string Digest, TagFate Fate, string? Why);

/// <summary>What becomes of a tag.</summary>
public enum TagFate
{
    /// <summary>The family gives it, or it is about an image that is there, or was put by hand on an image of the family.</summary>
    InUse,

    /// <summary>Nothing of this program's is under it.</summary>
    Foreign,

    /// <summary>Its image is of a variant that the family does not have any more, and somebody may still pull it.</summary>
    Gone,

    /// <summary>Nobody can have a use for it, or it was said that it may go.</summary>
    Obsolete,
}
