using Images.Registry.Uploads;

namespace Images.Publishing.Sending;

/// <summary>Counts what was sent, from any thread.</summary>
public sealed class SendTally
{
    private long bytes;
    private int sent;
    private int mounted;
    private int existed;

    /// <summary>Gets the bytes that were sent.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Gets how many blobs were sent.</summary>
    public int Sent => sent;

    /// <summary>Gets how many blobs the registry took from another of its repositories.</summary>
    public int Mounted => mounted;

    /// <summary>Gets how many blobs were there already.</summary>
    public int Existed => existed;

    /// <summary>Counts a blob.</summary>
    /// <param name="upload">What came of it.</param>
    public void Add(BlobUpload upload)
    {
        Interlocked.Add(ref bytes, upload.BytesSent);
        switch (upload.Outcome)
        {
            case BlobUploadOutcome.Sent:
                Interlocked.Increment(ref sent);
                break;
            case BlobUploadOutcome.Mounted:
                Interlocked.Increment(ref mounted);
                break;
            default:
                Interlocked.Increment(ref existed);
                break;
        }
    }
}
