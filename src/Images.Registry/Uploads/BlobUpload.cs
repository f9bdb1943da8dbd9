namespace Images.Registry.Uploads;

/// <summary>What came of an upload: the registry has the blob.</summary>
/// <param name="Digest">The blob's digest.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Outcome">How it got there.</param>
/// <param name="BytesSent">How many bytes of it were sent, those that had to be sent again included.</param>
public sealed record BlobUpload(string Digest, long Size, BlobUploadOutcome Outcome, long BytesSent);
