namespace Images.BuildKit.Builds;

/// <summary>
/// What the engine attests of an image, in manifests beside it. Needs <see cref="Control.EngineFeatures.HasContainerdStore"/>, and
/// makes the image an index. Null leaves an attestation out.
/// </summary>
public sealed record Attestations
{
    /// <summary>How the image was built (SLSA provenance).</summary>
    public ProvenanceMode? Provenance { get; init; }

    /// <summary>
    /// What is in the image: the reference of an image that scans it (BuildKit's SBOM scanning protocol). The engine has to have
    /// it, or a registry.
    /// </summary>
    public string? SbomGenerator { get; init; }

    /// <summary>The attributes of the frontend for them, to which the engine listens, too.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Attributes
    {
        get
        {
            if (Provenance is { } mode)
            {
                yield return new("attest:provenance", mode == ProvenanceMode.Max ? "mode=max" : "mode=min");
            }

            if (SbomGenerator is { } generator)
            {
                yield return new("attest:sbom", $"generator={generator}");
            }
        }
    }
}
