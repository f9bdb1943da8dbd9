using Images.Registry.Blobs;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Uploads;

/// <summary>Brings blobs into repositories, sending no byte that need not be sent.</summary>
internal sealed class BlobUploader(RegistrySender sender, BlobLookup lookup, RegistryOptions options, TimeProvider time)
{
    /// <exception cref="RegistryException">The registry does not take it, or cannot be asked.</exception>
    public async Task<BlobUpload> UploadAsync(
        RegistryReference repository,
        BlobSource source,
        BlobUploadOptions? how,
        CancellationToken cancellationToken
    )
    {
        var place = source.Digest is { } known ? repository.WithDigest(known) : repository with { Tag = null, Digest = null };
        how ??= new BlobUploadOptions();
        if (!how.IsMissing && source.Digest is { } digest && await lookup.SeesAsync(place, digest, cancellationToken) is { } size)
        {
            return new BlobUpload(digest, source.Size ?? size, BlobUploadOutcome.Existed, 0);
        }

        using var sent = new SentBytes(source, how.Progress);
        var requests = new UploadRequests(sender, place, source, sent);
        try
        {
            return await new BlobTransfer(place, source, Mountable(place, how), (requests, lookup), sent, options, time).RunAsync(
                cancellationToken
            );
        }
        catch (InvalidDataException error)
        {
            throw new RegistryException(
                RegistryProblem.BadDigest,
                $"{place}: what is to be sent is not what it was: {error.Message}; try again",
                error
            );
        }
    }

    // A registry mounts what it has itself.
    private static BlobUploadOptions Mountable(RegistryReference repository, BlobUploadOptions how) =>
        how.MountFrom is { } from && (from.Registry != repository.Registry || from.Repository == repository.Repository)
            ? how with
            {
                MountFrom = null,
            }
            : how;
}
