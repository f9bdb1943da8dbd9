using Images.Registry.References;

namespace Images.Registry.Contents;

/// <summary>The manifests of an image, one for each platform (OCI image specification, "Image Index").</summary>
/// <param name="Manifests">The manifests in the index's order, attestations among them.</param>
public sealed record ImageIndex(IReadOnlyList<Descriptor> Manifests)
{
    /// <summary>Gets the annotations; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the manifests of images: those that name a platform. Attestations are for <c>unknown/unknown</c>.</summary>
    public IEnumerable<Descriptor> Images => Manifests.Where(manifest => manifest.Platform is { Os: not "unknown" });

    /// <summary>Finds the manifest of a platform.</summary>
    /// <param name="platform">The platform.</param>
    /// <returns>The first of it; null where there is none.</returns>
    public Descriptor? Find(Platform platform) =>
        Images.FirstOrDefault(manifest => manifest.Platform == platform)
        ?? Images.FirstOrDefault(manifest => manifest.Platform!.IsSameAs(platform));
}
