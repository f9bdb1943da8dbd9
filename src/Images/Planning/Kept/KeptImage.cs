namespace Images.Planning;

/// <summary>An image of an earlier build.</summary>
/// <param name="Id">The engine's id, <c>sha256:...</c>; in a registry the digest.</param>
/// <param name="Size">Bytes, uncompressed; null where only looking the image up tells.</param>
/// <param name="Names">The references that it has now; may be empty.</param>
/// <param name="Labels">Its labels; see <see cref="ImageLabels"/>.</param>
public sealed record KeptImage(string Id, long? Size, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Gets the fingerprint of what it was built from; null where it has none.</summary>
    public string? Fingerprint => Labels.GetValueOrDefault(ImageLabels.Fingerprint);

    /// <summary>Gets when it was decided to build it anew, or for which days it is fresh; null for neither.</summary>
    public string? Epoch => Labels.GetValueOrDefault(ImageLabels.Epoch);
}
