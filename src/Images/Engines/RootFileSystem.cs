namespace Images.Engines;

/// <summary>A root file system as an uncompressed tar file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Digest">Its SHA-256 as 64 hex digits: the layer's diff id.</param>
internal sealed record RootFileSystem(string Path, string Digest);
