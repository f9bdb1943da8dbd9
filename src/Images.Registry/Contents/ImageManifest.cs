namespace Images.Registry.Contents;

/// <summary>One image: its configuration and its layers (OCI image specification, "Image Manifest").</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Layers">The layers, the lowest first.</param>
public sealed record ImageManifest(Descriptor Config, IReadOnlyList<Descriptor> Layers)
{
    /// <summary>Gets what kind of artifact it is; null for images.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>Gets what the manifest is about; null for images.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>Gets the annotations; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
