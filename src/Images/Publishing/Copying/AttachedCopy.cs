using Images.Publishing.Attaching.Signing;
using Images.Publishing.Contents;
using Images.Publishing.Sending;
using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Copying;

/// <summary>Copies what is attached to an image, and to each of its platforms, and its signatures.</summary>
/// <param name="client">The registries.</param>
/// <param name="sender">Sends content.</param>
/// <param name="tally">Counts.</param>
internal sealed class AttachedCopy(RegistryClient client, ContentSender sender, SendTally tally)
{
    /// <summary>Copies.</summary>
    /// <param name="from">The repository that has it.</param>
    /// <param name="to">The repository that has the image by now.</param>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many documents there are.</returns>
    /// <exception cref="RegistryException">A registry does not give or take one.</exception>
    public async Task<int> CopyAsync(RegistryReference from, RegistryReference to, ImageContent image, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var manifest in image.Manifests)
        {
            await foreach (var attached in client.ListReferrersAsync(from, manifest.Descriptor.Digest, null, cancellationToken))
            {
                var content = await new RegistryContent(client).ReadAsync(from.WithDigest(attached.Digest), cancellationToken);
                await sender.SendAsync(to, content, tally, cancellationToken);
                await client.AddReferrerAsync(to, content.Root.MediaType, content.Manifests[^1].Bytes, cancellationToken);
                count++;
            }
        }

        return count + await SignaturesAsync(from, to, SimpleSignature.TagOf(image.Root.Digest), cancellationToken);
    }

    // Signatures that are in the other place stay there.
    private async Task<int> SignaturesAsync(RegistryReference from, RegistryReference to, string tag, CancellationToken cancellationToken)
    {
        if (
            await client.FindAsync(from.WithTag(tag), cancellationToken) is null
            || await client.FindAsync(to.WithTag(tag), cancellationToken) is not null
        )
        {
            return 0;
        }

        var content = await new RegistryContent(client).ReadAsync(from.WithTag(tag), cancellationToken);
        await sender.SendAsync(to, content, tally, cancellationToken);
        await client.PutManifestAsync(to.WithTag(tag), content.Root.MediaType, content.Manifests[^1].Bytes, cancellationToken);
        return 1;
    }
}
