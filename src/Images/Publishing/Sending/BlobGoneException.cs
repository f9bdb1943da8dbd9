namespace Images.Publishing.Sending;

/// <summary>A registry does not have a blob that it was said to have, so that it must be read again.</summary>
/// <param name="digest">The blob.</param>
public sealed class BlobGoneException(string digest) : Exception($"{digest} is not where it was");
