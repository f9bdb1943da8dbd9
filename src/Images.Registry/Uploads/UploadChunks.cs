using System.Net;
using Images.Registry.Errors;

namespace Images.Registry.Uploads;

/// <summary>In how large parts a blob is sent. There is one part until the registry finds it too large.</summary>
/// <param name="wanted">How many bytes a part has; null: all.</param>
internal sealed class UploadChunks(int? wanted)
{
    private const int First = 32 * 1024 * 1024;
    private const int Smallest = 256 * 1024;

    // GitHub's registry takes no more in a named part, and answers 416 to that.
    private const int Safe = 4 * 1024 * 1024;
    private long? size = wanted;

    /// <summary>Gets whether a blob may go in several parts.</summary>
    public bool AreLimited => size is not null;

    /// <summary>The part that comes next.</summary>
    /// <param name="offset">Up to where the registry has the blob.</param>
    /// <param name="blobSize">The blob's size; null where it is not known, and then nothing is limited.</param>
    /// <param name="least">How many bytes a part must have, the last one excepted.</param>
    public BlobPart Next(long offset, long? blobSize, int least)
    {
        if (offset == 0 && size is null)
        {
            // As docker's own client does it, which every registry knows: one body of no announced length.
            return new BlobPart(0, null, IsNamed: false);
        }

        var rest = blobSize!.Value - offset;
        return new BlobPart(offset, Math.Min(rest, Math.Max(size ?? rest, least)), IsNamed: true);
    }

    /// <summary>Takes in what the registry refused, and makes the parts smaller where it was for their size.</summary>
    /// <returns>False where they cannot be smaller.</returns>
    public bool Fit(RegistryException error, long offset, long? blobSize, int least)
    {
        if (error.Status == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            size = offset > 0 || AreLimited ? Math.Min(size ?? long.MaxValue, Safe) : size;
            return true;
        }

        if (!UploadFailures.IsTooLarge(error))
        {
            return true;
        }

        var before = size ?? long.MaxValue;
        var first = Math.Min(First, Math.Max((blobSize ?? long.MaxValue) / 2, Smallest));
        size = size is null ? first : Math.Max(before / 4, Smallest);
        return size < before && size >= least;
    }
}
