using Images.Definitions;
using Images.Publishing.Contents;
using Images.Publishing.Guarding;
using Images.Publishing.Sending;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Copying;

/// <summary>
/// Copies a published image, all its platforms and what is attached to it, under another tag, into another repository or registry. The
/// digest stays. Tags are guarded as those that are published.
/// </summary>
/// <param name="client">The registries.</param>
/// <param name="memory">Remembers what registries have.</param>
/// <param name="allowOverwrite">Whether a tag may be taken from another image.</param>
public sealed class ImageCopy(RegistryClient client, PublishMemory memory, bool allowOverwrite)
{
    private readonly PublishedTags tags = new(client, memory);

    /// <summary>Copies.</summary>
    /// <param name="source">The image: a tag or a digest.</param>
    /// <param name="target">Where to, with a tag.</param>
    /// <param name="variantOf">Finds a variant of the family by its id; null where there is none.</param>
    /// <param name="write">False only decides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="RegistryException">The image is not there, or a registry does not give or take it.</exception>
    public async Task<CopyResult> CopyAsync(
        RegistryReference source,
        RegistryReference target,
        Func<string, Variant?> variantOf,
        bool write,
        CancellationToken cancellationToken
    )
    {
        var image = await client.ResolveAsync(source, cancellationToken);
        var (from, to) = (source with { Tag = null, Digest = null }, target with { Tag = null, Digest = null });
        var newer = new NewerVariants(tags);
        var guard = new TagGuard(tags, newer, allowOverwrite);
        var id = await tags.VariantAsync(from, image, cancellationToken);
        var variant = id is null ? null : variantOf(id);
        var tag = TagOf(target.Tag!, variant);
        var decision = variant is null
            ? await DecideAsync(to, tag, image, cancellationToken)
            : await guard.DecideAsync(to, tag, variant, IsImageAsync, cancellationToken);
        var tally = new SendTally();
        if (!write || decision.Action is TagAction.Refused or TagAction.Newer)
        {
            return new CopyResult(image, id, decision, tally, 0);
        }

        var sender = new ContentSender(client, Known(from, to));
        var content = await new RegistryContent(client).ReadAsync(from.WithDigest(image.Digest), cancellationToken);
        if (from != to)
        {
            await sender.SendAsync(to, content, tally, cancellationToken);
        }

        var attached = from == to ? 0 : await new AttachedCopy(client, sender, tally).CopyAsync(from, to, content, cancellationToken);
        if (decision.Action == TagAction.Put)
        {
            var fetched = new FetchedManifest(content.Root, content.Manifests[^1].Bytes);
            decision = variant is null
                ? await PutAsync(to, decision, fetched, cancellationToken)
                : await new TagWriter(client, tags, guard, newer).PutAsync(to, variant, tag, fetched, cancellationToken);
        }

        return new CopyResult(image, id, decision, tally, attached);

        Task<bool> IsImageAsync(Descriptor current) => Task.FromResult(current.Digest == image.Digest);
    }

    // A tag that the definition does not have is one that moves, unless it looks like a date or a revision.
    private static Tag TagOf(string name, Variant? variant) =>
        variant?.Tags.FirstOrDefault(tag => tag.Name == name)
        ?? new Tag(name, TagClasses.IsUnique(name) ? TagClass.Unique : TagClass.Moving, new SourceLocation("command line", 1, 1));

    private KnownBlobs Known(RegistryReference from, RegistryReference to)
    {
        var known = new KnownBlobs(client, memory);
        if (from.Registry == to.Registry && from != to)
        {
            known.SuggestAll(from);
        }

        return known;
    }

    // Of an image that is none of ours nothing is known but its digest.
    private async Task<TagDecision> DecideAsync(RegistryReference to, Tag tag, Descriptor image, CancellationToken cancellationToken) =>
        await tags.NowAsync(to.WithTag(tag.Name), cancellationToken) switch
        {
            null => new TagDecision(tag, TagAction.Put, null, null),
            var current when current.Digest == image.Digest => new TagDecision(tag, TagAction.Unchanged, null, current),
            var current when allowOverwrite && tag.Class != TagClass.Unique => new TagDecision(
                tag,
                TagAction.Put,
                $"from {current.Digest}",
                current
            ),
            var current => new TagDecision(tag, TagAction.Refused, $"names another image; {TagGuard.Permit}", current),
        };

    private async Task<TagDecision> PutAsync(
        RegistryReference to,
        TagDecision decision,
        FetchedManifest image,
        CancellationToken cancellationToken
    )
    {
        var latest = decision;
        await client.PutManifestAsync(
            to.WithTag(decision.Tag.Name),
            image.Descriptor.MediaType,
            image.Bytes,
            async token =>
            {
                latest = await DecideAsync(to, decision.Tag, image.Descriptor, token);
                if (latest.Action == TagAction.Refused)
                {
                    throw new RegistryException(
                        RegistryProblem.Denied,
                        $"{to.WithTag(decision.Tag.Name)} {latest.Reason}; somebody else has put it meanwhile"
                    );
                }
            },
            cancellationToken
        );
        return latest.Action == TagAction.Unchanged ? decision : latest;
    }
}

/// <summary>What came of copying an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="Variant">The variant that it says it is; null where it says none.</param>
/// <param name="Tag">What was decided about the tag.</param>
/// <param name="Sent">What was sent.</param>
/// <param name="Attached">How many documents about it were copied with it.</param>
public sealed record CopyResult(Descriptor Image, string? Variant, TagDecision Tag, SendTally Sent, int Attached);
