namespace Images.Engines;

/// <summary>An external base that is in the engine now.</summary>
/// <param name="Reference">The reference asked for.</param>
/// <param name="Id">The image's id in the engine, <c>sha256:...</c>.</param>
/// <param name="RepositoryDigests">References by digest under which registries know it; empty for a bootstrapped one.</param>
/// <param name="Source">Where it came from.</param>
public sealed record BaseImage(string Reference, string Id, IReadOnlyList<string> RepositoryDigests, BaseImageSource Source)
{
    /// <summary>Gets what tells its content, see <see cref="IImageContents"/>; null where the engine does not tell.</summary>
    public string? Contents { get; init; }
}
