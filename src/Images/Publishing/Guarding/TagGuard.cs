using Images.Definitions;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Guarding;

/// <summary>Decides whether a tag may be put on an image, by what it promises and by what it names now.</summary>
/// <param name="tags">Reads tags.</param>
/// <param name="newer">Looks for newer variants.</param>
/// <param name="allowOverwrite">Whether version tags and moving tags may be taken from images of other variants.</param>
public sealed class TagGuard(PublishedTags tags, NewerVariants newer, bool allowOverwrite)
{
    /// <summary>What to do about a tag that is refused.</summary>
    public const string Permit = "if it is to be replaced, say --allow-overwrite";

    /// <summary>Gets whether tags may be taken from images of other variants.</summary>
    public bool AllowsOverwrite => allowOverwrite;

    /// <summary>Decides about a tag.</summary>
    /// <param name="repository">Where.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="variant">The variant that is to have it.</param>
    /// <param name="isImage">Says whether something in the repository is the very image that is to have it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The decision; it holds as long as nobody else moves the tag.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<TagDecision> DecideAsync(
        RegistryReference repository,
        Tag tag,
        Variant variant,
        Func<Descriptor, Task<bool>> isImage,
        CancellationToken cancellationToken
    )
    {
        var current = await tags.BegunAsync(repository.WithTag(tag.Name), cancellationToken);
        if (current is not null && await isImage(current))
        {
            return new TagDecision(tag, TagAction.Unchanged, null, current);
        }

        var holder = current is null ? null : await tags.VariantAsync(repository, current, cancellationToken);
        return tag.Class switch
        {
            _ when current is null && tag.Class != TagClass.Moving => new TagDecision(tag, TagAction.Put, null, null),
            TagClass.Unique => Refused(tag, current!, "is never moved, and names another image; publish under a new tag"),
            TagClass.Version when holder == variant.Id || allowOverwrite => Moved(tag, current!, holder),
            TagClass.Version => Refused(tag, current!, $"names {Whose(holder)}, not {variant.Id}; {Permit}"),
            _ => await MovingAsync(repository, tag, variant, current, holder, cancellationToken),
        };
    }

    private async Task<TagDecision> MovingAsync(
        RegistryReference repository,
        Tag tag,
        Variant variant,
        Descriptor? current,
        string? holder,
        CancellationToken cancellationToken
    )
    {
        if (allowOverwrite && current is not null)
        {
            return Moved(tag, current, holder);
        }

        var order = holder is null ? null : VariantAge.Compare(variant, holder);
        if (current is not null && order is null)
        {
            return Refused(tag, current, $"names {Whose(holder)}, no variant of {variant.Image}; {Permit}");
        }

        if (order < 0)
        {
            return new TagDecision(tag, TagAction.Newer, $"stays on {holder}, which is newer", current);
        }

        return await newer.FindAsync(repository, tag, variant, cancellationToken) is { } other
                ? new TagDecision(tag, TagAction.Newer, $"is for {other.Id}, which is newer", current)
            : current is null ? new TagDecision(tag, TagAction.Put, null, null)
            : Moved(tag, current, holder);
    }

    private static TagDecision Moved(Tag tag, Descriptor current, string? holder) =>
        new(tag, TagAction.Put, $"from {(holder is null ? "" : $"{holder}, ")}{Short(current.Digest)}", current);

    private static TagDecision Refused(Tag tag, Descriptor current, string why) => new(tag, TagAction.Refused, why, current);

    private static string Whose(string? holder) => holder ?? "an image that this program has not made";

    private static string Short(string digest) => digest[..Math.Min(digest.Length, "sha256:".Length + 12)];
}
