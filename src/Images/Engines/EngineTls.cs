namespace Images.Engines;

/// <summary>Files in PEM form with which a <c>tcp://</c> engine is reached over TLS.</summary>
/// <param name="CaFile">The authority that signed the engine's certificate; null: the system's own.</param>
/// <param name="CertificateFile">Our certificate; null: none is shown.</param>
/// <param name="KeyFile">The key of our certificate; null when there is no certificate.</param>
/// <param name="SkipVerify">Whether the engine's certificate is taken unseen.</param>
public sealed record EngineTls(string? CaFile, string? CertificateFile, string? KeyFile, bool SkipVerify);
