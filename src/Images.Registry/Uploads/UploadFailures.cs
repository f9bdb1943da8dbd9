using System.Net;
using Images.Registry.Errors;
using Images.Registry.Transport;

namespace Images.Registry.Uploads;

/// <summary>Says what an upload outlives. Failures are counted from where the registry last got further.</summary>
internal sealed class UploadFailures(RegistryOptions options, TimeProvider time)
{
    private int count;
    private long best;

    /// <summary>Says whether the registry refused for the number of bytes.</summary>
    public static bool IsTooLarge(RegistryException error) => error.Status == HttpStatusCode.RequestEntityTooLarge;

    /// <summary>Says whether the registry may still have what it got.</summary>
    public static bool IsResumable(RegistryException error) =>
        error.IsTransient || IsTooLarge(error) || error.Status == HttpStatusCode.RequestedRangeNotSatisfiable;

    /// <summary>Takes in how far the registry got.</summary>
    public void Reached(long offset)
    {
        if (offset > best)
        {
            (best, count) = (offset, 0);
        }
    }

    /// <summary>Says whether it is worth going on.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="isOpen">Whether the registry had named a place for the upload.</param>
    /// <param name="hasResumed">Whether the upload was put together from several attempts.</param>
    public bool MayGoOn(RegistryException error, bool isOpen, bool hasResumed)
    {
        var may = error.IsTransient || (isOpen && (IsTooLarge(error) || IsForgotten(error) || (IsWrongDigest(error) && hasResumed)));
        return may && !(error.RetryAfter > options.LongestWait) && (IsTooLarge(error) || count++ < options.Retries);
    }

    /// <summary>Waits until it may be tried again.</summary>
    public async Task WaitAsync(RegistryException error, CancellationToken cancellationToken)
    {
        var wait = error.RetryAfter ?? (error.IsTransient ? RetryTable.WaitAfter(count) : TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static bool IsForgotten(RegistryException error) =>
        error.Status is HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable
        || (
            error.Status == HttpStatusCode.BadRequest
            && error.Code is "BLOB_UPLOAD_INVALID" or "BLOB_UPLOAD_UNKNOWN" or "RANGE_INVALID" or "SIZE_INVALID"
        );

    private static bool IsWrongDigest(RegistryException error) => error.Code == RegistryErrors.WrongDigest;
}
