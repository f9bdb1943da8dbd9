using Images.Definitions;
using Images.Publishing.Guarding;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.References;

namespace Images.Publishing.Sending;

/// <summary>Puts tags on images that their repositories have, unless somebody else got there first.</summary>
/// <param name="client">The registries.</param>
/// <param name="tags">Reads tags.</param>
/// <param name="guard">Decides about tags.</param>
/// <param name="newer">Looks for newer variants.</param>
internal sealed class TagWriter(RegistryClient client, PublishedTags tags, TagGuard guard, NewerVariants newer)
{
    // Each time round somebody published a newer variant meanwhile.
    private const int MostCorrections = 10;

    /// <summary>Puts a tag on an image.</summary>
    /// <param name="repository">Where.</param>
    /// <param name="variant">The variant that the image is of.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="image">What the image is in the repository.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was decided in the end: the tag is read again right before it is put.</returns>
    /// <exception cref="Registry.Errors.RegistryException">The registry does not take it, or cannot be asked.</exception>
    public async Task<TagDecision> PutAsync(
        RegistryReference repository,
        Variant variant,
        Tag tag,
        FetchedManifest image,
        CancellationToken cancellationToken
    )
    {
        var place = repository.WithTag(tag.Name);
        TagDecision? decision = null;
        try
        {
            await client.PutManifestAsync(place, image.Descriptor.MediaType, image.Bytes, DecideAsync, cancellationToken);
        }
        catch (TagHeldException)
        {
            return decision!;
        }

        return tag.Class == TagClass.Moving && await CorrectedAsync(repository, variant, tag, cancellationToken) is { } corrected
            ? corrected
            : decision!;

        async Task DecideAsync(CancellationToken token)
        {
            decision = await guard.DecideAsync(repository, tag, variant, IsImageAsync, token);
            if (decision.Action != TagAction.Put)
            {
                throw new TagHeldException();
            }
        }

        Task<bool> IsImageAsync(Descriptor current) => Task.FromResult(current.Digest == image.Descriptor.Digest);
    }

    // Whoever publishes a newer variant puts its version tag first, so that it can be seen here if its moving tag was overwritten.
    private async Task<TagDecision?> CorrectedAsync(
        RegistryReference repository,
        Variant variant,
        Tag tag,
        CancellationToken cancellationToken
    )
    {
        if (guard.AllowsOverwrite)
        {
            return null;
        }

        TagDecision? corrected = null;
        for (var round = 0; round < MostCorrections; round++)
        {
            if (await newer.FindAsync(repository, tag, variant, cancellationToken) is not { } other)
            {
                break;
            }

            corrected = new TagDecision(tag, TagAction.Newer, $"is for {other.Id}, which is newer", other.Image);
            var current = await tags.NowAsync(repository.WithTag(tag.Name), cancellationToken);
            if (current?.Digest == other.Image.Digest)
            {
                break;
            }

            var manifest = await tags.ManifestAsync(repository, other.Image.Digest, cancellationToken);
            await client.PutManifestAsync(repository.WithTag(tag.Name), manifest.Descriptor.MediaType, manifest.Bytes, cancellationToken);
        }

        return corrected;
    }

#pragma warning disable CA1064 // Exceptions should be public: it never leaves this file
    private sealed class TagHeldException : Exception;
#pragma warning restore CA1064
}
