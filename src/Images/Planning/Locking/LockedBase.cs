namespace Images.Planning.Locking;

/// <summary>An external base whose content is settled.</summary>
/// <param name="Reference">The base as Dockerfiles name it, such as <c>debian:bookworm-slim</c>.</param>
/// <param name="Digest">What the registry gave for the reference: the digest of an index, or of the only manifest.</param>
/// <param name="Platforms">The digest of each platform's manifest.</param>
public sealed record LockedBase(string Reference, string Digest, IReadOnlyDictionary<string, string> Platforms);
