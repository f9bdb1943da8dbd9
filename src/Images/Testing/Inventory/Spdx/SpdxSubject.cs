namespace Images.Testing.Inventory.Spdx;

/// <summary>The image that a document describes.</summary>
/// <param name="Name">What people call it, such as <c>docker.io/acme/base:1.2</c> or a variant's id.</param>
/// <param name="Digest">What it is: the digest of its manifest where it is published, else the engine's id, <c>sha256:...</c>.</param>
/// <param name="Created">When the image was made, not the document, so that the document of an image is always the same.</param>
public sealed record SpdxSubject(string Name, string Digest, DateTimeOffset Created)
{
    /// <summary>Gets the platform, such as <c>linux/amd64</c>; null when unknown.</summary>
    public string? Platform { get; init; }
}
