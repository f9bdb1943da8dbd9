using Images.Publishing.Attaching.Provenance;
using Images.Publishing.Attaching.Signing;
using Images.Publishing.Contents;
using Images.Publishing.Sending;
using Images.Registry;
using Images.Registry.Errors;
using Images.Testing.Inventory.Spdx;

namespace Images.Publishing.Attaching;

/// <summary>
/// Attaches to an image what is to be known of it, and signs it, before any tag names it. The same image is given the same documents
/// again, so that a run that was killed can be repeated.
/// </summary>
/// <param name="client">The registries.</param>
/// <param name="sender">Sends blobs.</param>
/// <param name="options">What is attached.</param>
internal sealed class ImageAttacher(RegistryClient client, ContentSender sender, AttachOptions options)
{
    private readonly ImageSigner? signer = options.Key is { } key ? new ImageSigner(client, sender, key) : null;

    /// <summary>Attaches everything.</summary>
    /// <param name="publication">The image.</param>
    /// <param name="content">What its repository has of it by now.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the registry has all of it.</returns>
    /// <exception cref="RegistryException">The registry does not take it.</exception>
    /// <exception cref="Engines.EngineException">The engine does not show what is in the image.</exception>
    public async Task AttachAsync(Publication publication, ImageContent content, SendTally tally, CancellationToken cancellationToken)
    {
        var repository = publication.Repository;
        if (options.Inventory is { } take)
        {
            var taken = await take(publication.Image, repository.WithDigest(content.Root.Digest), cancellationToken);
            var facts = await PublishedFacts.ReadAsync(client, repository, content, taken.Platform, cancellationToken);
            var name = $"{repository.Registry}/{repository.Repository}";
            var subject = new SpdxSubject(name, facts.Manifest.Digest, facts.Configuration.Created ?? DateTimeOffset.UnixEpoch)
            {
                Platform = taken.Platform.ToString(),
            };
            var document = SpdxDocument.Create(subject, taken.Packages).ToBytes();
            var attachment = new Attachment(facts.Manifest, SpdxDocument.MediaType, document);
            await sender.SendReferrerAsync(repository, attachment.ToManifest(), tally, cancellationToken);
        }

        if (options.Builder is { } builder)
        {
            var facts = await PublishedFacts.ReadAsync(client, repository, content, platform: null, cancellationToken);
            var statement = BuildStatement.Of(publication, content.Root, facts.Configuration.Labels, options.Pin, builder);
            await sender.SendReferrerAsync(repository, statement.ToManifest(), tally, cancellationToken);
        }

        if (signer is not null)
        {
            await signer.SignAsync(repository, content.Root, tally, cancellationToken);
        }
    }
}
