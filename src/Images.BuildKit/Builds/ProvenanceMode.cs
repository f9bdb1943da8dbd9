namespace Images.BuildKit.Builds;

/// <summary>How much a provenance attestation tells.</summary>
public enum ProvenanceMode
{
    /// <summary>What was built from, and when; no build arguments and no Dockerfile.</summary>
    Min,

    /// <summary>Also every step, the Dockerfile, and the values of build arguments: never with secrets in them.</summary>
    Max,
}
