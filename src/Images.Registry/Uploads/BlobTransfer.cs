using System.Runtime.ExceptionServices;
using Images.Registry.Blobs;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Uploads;

/// <summary>One blob on its way into a repository. What broke off goes on where the registry says; what it forgot begins again.</summary>
internal sealed class BlobTransfer(
    RegistryReference repository,
    BlobSource source,
    BlobUploadOptions how,
    (UploadRequests Upload, BlobLookup Lookup) requests,
    SentBytes sent,
    RegistryOptions options,
    TimeProvider time
)
{
    private readonly UploadFailures failures = new(options, time);
    private RegistryReference? mountFrom = how.MountFrom;
    private UploadPlace? place;
    private long offset;
    private readonly UploadChunks chunks = new(how.ChunkSize);
    private bool isWhole;
    private bool hasResumed;
    private bool isEnding;

    /// <summary>Sends it until the registry has it.</summary>
    public async Task<BlobUpload> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await StepAsync(cancellationToken) is { } done)
                {
                    return done;
                }
            }
            catch (RegistryException error)
            {
                if (await RecoverAsync(error, cancellationToken) is { } done)
                {
                    return done;
                }
            }
        }
    }

    private async Task<BlobUpload?> StepAsync(CancellationToken cancellationToken)
    {
        isEnding = false;
        if (place is null)
        {
            offset = 0;
            place = await requests.Upload.StartAsync(mountFrom, source.Digest, cancellationToken);
            isWhole = !chunks.AreLimited && source.Digest is not null && source.Size <= options.LongestWhole;
            return place is null ? Done(BlobUploadOutcome.Mounted, sent.Size ?? await SizeAsync(cancellationToken)) : null;
        }

        if (isWhole)
        {
            return await EndAsync(new BlobPart(0, source.Size, IsNamed: false), cancellationToken);
        }

        if (sent.Size is null && (chunks.AreLimited || offset > 0))
        {
            await MeasureAsync(cancellationToken);
        }

        if (offset == sent.Size)
        {
            sent.End(offset);
            return await EndAsync(null, cancellationToken);
        }

        var part = chunks.Next(offset, sent.Size, place.LeastChunk);
        place = await requests.Upload.SendAsync(place, part, cancellationToken);
        offset = Reached(part.Offset + part.Length ?? sent.Size!.Value);
        failures.Reached(offset);
        return null;
    }

    private async Task<BlobUpload?> EndAsync(BlobPart? whole, CancellationToken cancellationToken)
    {
        isEnding = true;
        var digest = sent.Digest!;
        var named = await requests.Upload.CommitAsync(place!, digest, whole, cancellationToken);
        // A registry that names another digest is believed only where it has ours.
        return named is null || named == digest || await requests.Lookup.SeesAsync(repository, digest, cancellationToken) is not null
            ? Done(BlobUploadOutcome.Sent, sent.Size!.Value)
            : throw new RegistryException(
                RegistryProblem.BadDigest,
                $"{repository.WithDigest(digest)}: {repository.Registry} took it as {named}; try again, and distrust what lies between if it stays"
            );
    }

    private async Task<BlobUpload?> RecoverAsync(RegistryException error, CancellationToken cancellationToken)
    {
        if (place is null && mountFrom is not null && error is { IsTransient: false })
        {
            // No right to read the other repository, or no such thing as a mount: the bytes are sent.
            mountFrom = null;
            return null;
        }

        if (!failures.MayGoOn(error, place is not null, hasResumed) || !chunks.Fit(error, offset, sent.Size, place?.LeastChunk ?? 0))
        {
            ExceptionDispatchInfo.Throw(error);
        }

        await failures.WaitAsync(error, cancellationToken);
        if (isEnding && sent.Digest is { } digest && await requests.Lookup.SeesAsync(repository, digest, cancellationToken) is { } size)
        {
            return Done(BlobUploadOutcome.Sent, sent.Size ?? size);
        }

        await ResumeAsync(error, cancellationToken);
        return null;
    }

    private async Task ResumeAsync(RegistryException error, CancellationToken cancellationToken)
    {
        if (place is null || isWhole || !UploadFailures.IsResumable(error))
        {
            hasResumed &= error.Code != RegistryErrors.WrongDigest;
            place = null;
            return;
        }

        try
        {
            place = await requests.Upload.StatusAsync(place, cancellationToken);
            // Where 0 may be 1, and where nothing is said, the beginning is sure.
            var known = place.Taken is { } taken && taken > 0 && taken <= Math.Min(sent.Furthest, sent.Size ?? long.MaxValue);
            offset = known ? place.Taken!.Value : 0;
            place = known ? place : null;
            hasResumed |= known;
        }
        catch (RegistryException forgotten) when (forgotten.Problem is not (RegistryProblem.Unauthorized or RegistryProblem.Denied))
        {
            place = null;
        }
    }

    // What the registry took counts, and not what was sent.
    private long Reached(long end) => place!.Taken is { } taken && taken > 0 && taken < end && taken > offset ? taken : end;

    // A part that says which it is must know where it ends.
    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var bytes = await source.Open(offset, cancellationToken);
        var buffer = new byte[128 * 1024];
        var position = offset;
        int count;
        while ((count = await bytes.ReadAsync(buffer, cancellationToken)) > 0)
        {
            position += count;
        }

        sent.Measured(position);
    }

    private async Task<long> SizeAsync(CancellationToken cancellationToken) =>
        await requests.Lookup.FindAsync(repository, source.Digest!, RegistryRequest.Push, cancellationToken) ?? 0;

    private BlobUpload Done(BlobUploadOutcome outcome, long size) => new(sent.Digest!, size, outcome, sent.Total);
}
