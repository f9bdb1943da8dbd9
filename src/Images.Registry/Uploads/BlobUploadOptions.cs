using Images.Registry.References;

namespace Images.Registry.Uploads;

/// <summary>How one blob is uploaded.</summary>
public sealed record BlobUploadOptions
{
    /// <summary>
    /// Gets a repository of the same registry that has the blob, to be mounted from there; null: there is none. Where the registry does
    /// not mount it, its bytes are sent.
    /// </summary>
    public RegistryReference? MountFrom { get; init; }

    /// <summary>Gets whether the caller knows that the repository lacks the blob, so that it is not asked.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Gets how many bytes go into one request; null: all that there are, and fewer where the registry refuses that.</summary>
    public int? ChunkSize { get; init; }

    /// <summary>Gets what is told how far it is; it is called often, and from any thread.</summary>
    public IProgress<BlobProgress>? Progress { get; init; }
}
