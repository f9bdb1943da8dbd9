using System.Collections.Concurrent;
using Images.Registry.Blobs;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Uploads;

/// <summary>Brings blobs into repositories, sending no byte that need not be sent.</summary>
internal sealed class BlobUploader(RegistrySender sender, BlobLookup lookup, RegistryOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<RegistryReference, TaskCompletionSource> underWay = [];

    /// <exception cref="RegistryException">The registry does not take it, or cannot be asked.</exception>
    public async Task<BlobUpload> UploadAsync(
        RegistryReference repository,
        BlobSource source,
        BlobUploadOptions? how,
        CancellationToken cancellationToken
    )
    {
        how ??= new BlobUploadOptions();
        if (source.Digest is not { } digest)
        {
            return await SendAsync(repository with { Tag = null, Digest = null }, source, how, cancellationToken);
        }

        // Two images of one repository may bring the same layer: the second waits, and then finds that it is there.
        var place = repository.WithDigest(digest);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (underWay.GetOrAdd(place, ended) is var other && other != ended)
        {
            await other.Task.WaitAsync(cancellationToken);
            how = how with { IsMissing = false };
        }

        try
        {
            return await SendAsync(place, source, how, cancellationToken);
        }
        finally
        {
            underWay.TryRemove(place, out _);
            ended.SetResult();
        }
    }

    private async Task<BlobUpload> SendAsync(
        RegistryReference place,
        BlobSource source,
        BlobUploadOptions how,
        CancellationToken cancellationToken
    )
    {
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
