using System.Collections.Concurrent;
using Images.Building;
using Images.Definitions;
using Images.Publishing.Contents;
using Images.Publishing.Guarding;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Sending;

/// <summary>
/// Publishes to one registry: first every image by its digest, then version tags, then moving tags. What goes wrong ends it between
/// two steps of that order, so that no tag moves before everything is there.
/// </summary>
/// <param name="plan">What to do.</param>
/// <param name="tags">Reads tags.</param>
/// <param name="sender">Sends images.</param>
/// <param name="writer">Puts tags.</param>
/// <param name="memory">Learns what the registry has.</param>
/// <param name="attach">Attaches to an image that is there what is to be known of it; null: nothing.</param>
internal sealed class RegistryRelease(
    RegistryPlan plan,
    PublishedTags tags,
    ContentSender sender,
    TagWriter writer,
    PublishMemory memory,
    Func<Publication, ImageContent, SendTally, CancellationToken, Task>? attach
)
{
    private readonly ConcurrentDictionary<Publication, FetchedManifest> images = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<RegistryReference, TagDecision> decisions = new();
    private readonly SendTally tally = new();
    private string? problem = plan.Problem?.Message;

    /// <summary>Gets the images that the registry does not have yet.</summary>
    public IEnumerable<Publication> Missing =>
        problem is null ? plan.Images.Where(image => image.Present is null).Select(image => image.Publication) : [];

    /// <summary>Tells where the registry has an image.</summary>
    /// <param name="image">The image.</param>
    /// <returns>Its repository and digest; null where it does not have it.</returns>
    public RegistryReference? Find(BuiltImage image) =>
        plan.Images.FirstOrDefault(planned => ReferenceEquals(planned.Publication.Image, image)) is { Present: { } present } found
            ? found.Publication.Repository.WithDigest(present.Digest)
            : null;

    /// <summary>Ends the work on this registry.</summary>
    /// <param name="why">One line.</param>
    public void Fail(string why) => problem ??= why;

    /// <summary>Sends an image by its digest, and what is attached to it.</summary>
    /// <param name="publication">The image.</param>
    /// <param name="content">What it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the registry has it, or does not take it.</returns>
    /// <exception cref="BlobGoneException">The registry does not have a blob that it had.</exception>
    public Task SendAsync(Publication publication, ImageContent content, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            await sender.SendAsync(publication.Repository, content, tally, cancellationToken);
            if (attach is not null)
            {
                await attach(publication, content, tally, cancellationToken);
            }

            images[publication] = new FetchedManifest(content.Root, content.Manifests[^1].Bytes);
            memory.AddImage(publication.Image.ImageId, content.Root.Digest);
        });

    /// <summary>Puts the tags of a class on all images, once all images are there.</summary>
    /// <param name="isMoving">Whether the moving tags, which come last.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is done, or when one of them could not be put.</returns>
    public async Task PutTagsAsync(bool isMoving, CancellationToken cancellationToken)
    {
        await Task.WhenAll(plan.Images.Select(image => TryAsync(() => PutTagsAsync(image, isMoving, cancellationToken))));
        foreach (var (place, decision) in decisions.Where(entry => entry.Value.Action == TagAction.Refused))
        {
            problem ??= $"{place} {decision.Reason}";
        }
    }

    /// <summary>Asks the registry whether every tag is what it should be.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is known.</returns>
    public Task VerifyAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            from image in plan.Images
            from tag in image.Tags
            let place = image.Publication.Repository.WithTag(tag.Tag.Name)
            where tag.Tag.Class != TagClass.Moving && decisions.GetValueOrDefault(place) is { Action: TagAction.Put }
            select TryAsync(async () =>
            {
                var current = await tags.NowAsync(place, cancellationToken);
                if (current?.Digest != images[image.Publication].Descriptor.Digest)
                {
                    Fail($"{place} is {current?.Digest ?? "gone"} right after it was put; does somebody else publish it?");
                }
            })
        );

    /// <summary>Sums up.</summary>
    /// <returns>What came of it.</returns>
    public RegistryResult Result() =>
        new(
            plan.Registry,
            [
                .. plan.Images.Select(image => new PublicationResult(
                    image.Publication,
                    image.Present ?? images.GetValueOrDefault(image.Publication)?.Descriptor,
                    [.. image.Tags.Select(tag => Decided(image.Publication, tag)).OfType<TagDecision>()]
                )),
            ],
            tally,
            problem
        );

    private TagDecision? Decided(Publication publication, TagDecision planned) =>
        decisions.GetValueOrDefault(publication.Repository.WithTag(planned.Tag.Name)) ?? (planned.Action == TagAction.Put ? null : planned);

    private async Task PutTagsAsync(PlannedPublication image, bool isMoving, CancellationToken cancellationToken)
    {
        var wanted = image.Tags.Where(tag => tag.Action == TagAction.Put && tag.Tag.Class == TagClass.Moving == isMoving).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var publication = image.Publication;
        if (image.Present is { } present && !images.ContainsKey(publication))
        {
            images[publication] = await tags.ManifestAsync(publication.Repository, present.Digest, cancellationToken);
        }

        foreach (var tag in wanted)
        {
            if (problem is not null)
            {
                return;
            }

            decisions[publication.Repository.WithTag(tag.Tag.Name)] = await writer.PutAsync(
                publication.Repository,
                publication.Variant,
                tag.Tag,
                images[publication],
                cancellationToken
            );
        }
    }

    // The first problem is the one that is told; what was begun beside it comes to its end.
    private async Task TryAsync(Func<Task> action)
    {
        if (problem is not null)
        {
            return;
        }

        try
        {
            await action();
        }
        catch (RegistryException error)
        {
            problem ??= error.Message;
        }
    }
}
