namespace Images.Planning;

/// <summary>What an image is built from, besides its own definition and files.</summary>
/// <param name="Parents">The fingerprints of the images of the family that it is built from, by their references in the Dockerfile.</param>
/// <param name="Bases">The digests of its external bases, by their references in the Dockerfile.</param>
/// <param name="Epoch">Set where the image was built anew on purpose: when that was decided; null otherwise.</param>
public sealed record FingerprintInputs(
    IReadOnlyDictionary<string, string> Parents,
    IReadOnlyDictionary<string, string> Bases,
    string? Epoch
)
{
    /// <summary>Gets what the engine attests of the image; null: nothing.</summary>
    public string? Attestations { get; init; }

    /// <summary>Gets the commit and the time that the image bears, since it is to be the same from each build of that commit; null: it isn't.</summary>
    public string? Commit { get; init; }
}
