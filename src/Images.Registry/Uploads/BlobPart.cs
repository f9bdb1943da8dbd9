namespace Images.Registry.Uploads;

/// <summary>A part of a blob.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many bytes it has; null: all that follow, which nobody has counted.</param>
/// <param name="IsNamed">Whether the request says which part it is; who sends all from the beginning need not.</param>
internal readonly record struct BlobPart(long Offset, long? Length, bool IsNamed);
