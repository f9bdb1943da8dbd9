namespace Images.Registry.Contents;

/// <summary>The media types of manifests (OCI image specification, "Media Types"; Docker's image manifest version 2, schema 2).</summary>
public static class MediaTypes
{
    /// <summary>OCI's manifest of one image.</summary>
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>OCI's index of manifests.</summary>
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";

    /// <summary>Docker's manifest of one image.</summary>
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>Docker's list of manifests.</summary>
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>Gets what is read here, in the order of preference.</summary>
    public static IReadOnlyList<string> Manifests { get; } = [OciIndex, OciManifest, DockerIndex, DockerManifest];

    /// <summary>Says whether a media type is an index.</summary>
    /// <param name="mediaType">The type.</param>
    /// <returns>True for OCI's and Docker's.</returns>
    public static bool IsIndex(string mediaType) => mediaType is OciIndex or DockerIndex;
}
