namespace Images.Registry.Uploads;

/// <summary>How far the upload of a blob is.</summary>
/// <param name="Digest">The blob's digest; null while it is not known.</param>
/// <param name="Offset">Up to where its bytes have gone out. It falls back where they must go out again.</param>
/// <param name="Size">The blob's size in bytes; null while it is not known.</param>
/// <param name="BytesSent">How many bytes have gone out, those that went out again included.</param>
public readonly record struct BlobProgress(string? Digest, long Offset, long? Size, long BytesSent);
