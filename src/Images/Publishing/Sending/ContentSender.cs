using System.Collections.Concurrent;
using Images.Publishing.Contents;
using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Uploads;

namespace Images.Publishing.Sending;

/// <summary>Brings images into repositories by their digests: no tag is touched. What a registry has is mounted, and sent only once.</summary>
/// <param name="client">The registries.</param>
/// <param name="known">Knows where blobs are.</param>
internal sealed class ContentSender(RegistryClient client, KnownBlobs known)
{
    private readonly ConcurrentDictionary<(string Registry, string Digest), SemaphoreSlim> turns = new();

    /// <summary>Brings an image into a repository.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="content">The image.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the registry has all of it.</returns>
    /// <exception cref="BlobGoneException">The registry does not have a blob that it had.</exception>
    /// <exception cref="RegistryException">The registry does not take it, or cannot be asked.</exception>
    public async Task SendAsync(RegistryReference repository, ImageContent content, SendTally tally, CancellationToken cancellationToken)
    {
        await Task.WhenAll(content.Blobs.Select(blob => SendAsync(repository, blob, tally, cancellationToken)));
        foreach (var manifest in content.Manifests)
        {
            var place = repository.WithDigest(manifest.Descriptor.Digest);
            await client.PutManifestAsync(place, manifest.Descriptor.MediaType, manifest.Bytes, cancellationToken);
        }
    }

    /// <summary>Brings a manifest that is about an image into the image's repository.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="manifest">The manifest; its subject says what it is about.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the registry has it, and lists it with the image.</returns>
    /// <exception cref="RegistryException">The registry does not take it, or cannot be asked.</exception>
    public async Task SendReferrerAsync(
        RegistryReference repository,
        ManifestContent manifest,
        SendTally tally,
        CancellationToken cancellationToken
    )
    {
        await SendBlobsAsync(repository, manifest, tally, cancellationToken);
        await client.AddReferrerAsync(repository, manifest.Descriptor.MediaType, manifest.Bytes, cancellationToken);
    }

    /// <summary>Brings the blobs of a manifest into a repository, and not yet the manifest.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the registry has them.</returns>
    /// <exception cref="RegistryException">The registry does not take one, or cannot be asked.</exception>
    public Task SendBlobsAsync(
        RegistryReference repository,
        ManifestContent manifest,
        SendTally tally,
        CancellationToken cancellationToken
    ) => Task.WhenAll(manifest.Blobs.Select(blob => SendAsync(repository, blob, tally, cancellationToken)));

    // Of several images with one layer the first brings it, and the others mount it from there.
    private async Task SendAsync(RegistryReference repository, BlobContent blob, SendTally tally, CancellationToken cancellationToken)
    {
        var digest = blob.Descriptor.Digest;
        var turn = turns.GetOrAdd((repository.Registry, digest), static _ => new SemaphoreSlim(1));
        var isFirst = known.PlaceOf(repository.Registry, digest) is null;
        if (isFirst)
        {
            await turn.WaitAsync(cancellationToken);
        }

        try
        {
            var source = new BlobSource(blob.Open ?? ((_, _) => throw new BlobGoneException(digest)))
            {
                Digest = digest,
                Size = blob.Descriptor.Size,
            };
            var from = known.PlaceOf(repository.Registry, digest);
            var how = new BlobUploadOptions { MountFrom = from?.Repository == repository.Repository ? null : from };
            tally.Add(await client.UploadBlobAsync(repository, source, how, cancellationToken));
            known.Add(repository, digest);
        }
        finally
        {
            if (isFirst)
            {
                turn.Release();
            }
        }
    }
}
