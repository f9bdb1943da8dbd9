using Images.Publishing.Attaching.Keys;
using Images.Publishing.Attaching.Provenance;
using Images.Publishing.Sending;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Testing.Inventory.Spdx;

namespace Images.Publishing.Attaching.Signing;

/// <summary>
/// Signs images so that every cosign verifies them: by a bundle for cosign 3 and later, which from its successor on is the only form, and
/// by the tag that cosign 1 and 2 look for. ECDSA gives another signature each time, so that what is there is read first.
/// </summary>
/// <param name="client">The registries.</param>
/// <param name="sender">Sends blobs.</param>
/// <param name="key">The key.</param>
internal sealed class ImageSigner(RegistryClient client, ContentSender sender, SigningKey key)
{
    private const long LongestSignature = 1024 * 1024;

    /// <summary>Signs an image in both forms, unless the key has done that.</summary>
    /// <param name="repository">Where the image is.</param>
    /// <param name="image">The image, all platforms of it.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is signed.</returns>
    /// <exception cref="RegistryException">The registry does not take the signature, or cannot be asked.</exception>
    public async Task SignAsync(RegistryReference repository, Descriptor image, SendTally tally, CancellationToken cancellationToken)
    {
        if (!await HasBundleAsync(repository, image, cancellationToken))
        {
            await sender.SendReferrerAsync(repository, SignatureBundle.Sign(image, key).ToManifest(), tally, cancellationToken);
        }

        await TagAsync(repository, image, tally, cancellationToken);
    }

    private async Task<bool> HasBundleAsync(RegistryReference repository, Descriptor image, CancellationToken cancellationToken)
    {
        // Not by kind: where a tag holds the list, cosign itself enters its bundles there under another.
        await foreach (var referrer in client.ListReferrersAsync(repository, image.Digest, artifactType: null, cancellationToken))
        {
            if (referrer.ArtifactType is SpdxDocument.MediaType or BuildStatement.Type)
            {
                continue;
            }

            var manifest = await ManifestAsync(repository.WithDigest(referrer.Digest), cancellationToken);
            foreach (var layer in Layers(manifest?.Layers ?? [], SignatureBundle.Type))
            {
                var bundle = await client.GetBlobAsync(repository, layer, LongestSignature, cancellationToken);
                if (SignatureBundle.IsSignature(bundle, image.Digest, key))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private async Task TagAsync(RegistryReference repository, Descriptor image, SendTally tally, CancellationToken cancellationToken)
    {
        var place = repository.WithTag(SimpleSignature.TagOf(image.Digest));
        var others = (await ManifestAsync(place, cancellationToken))?.Layers ?? [];
        foreach (var layer in Layers(others, SimpleSignature.Type))
        {
            var payload = await client.GetBlobAsync(repository, layer, LongestSignature, cancellationToken);
            if (SimpleSignature.IsSignature(layer, payload, image.Digest, key))
            {
                return;
            }
        }

        var signed = SimpleSignature.With(others, SimpleSignature.Payload(repository, image.Digest), key);
        await sender.SendBlobsAsync(repository, signed, tally, cancellationToken);
        await client.PutManifestAsync(place, signed.Descriptor.MediaType, signed.Bytes, cancellationToken);
    }

    private static IEnumerable<Descriptor> Layers(IEnumerable<Descriptor> layers, string type) =>
        layers.Where(layer => layer.MediaType == type && layer.Size <= LongestSignature);

    // What somebody else wrote there, and cannot be read, is no signature of ours.
    private async Task<ImageManifest?> ManifestAsync(RegistryReference reference, CancellationToken cancellationToken)
    {
        try
        {
            var fetched = await client.GetManifestAsync(reference, cancellationToken);
            return fetched.IsIndex ? null : fetched.ToImage();
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
