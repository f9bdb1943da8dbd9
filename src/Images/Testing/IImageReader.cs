using Images.Engines;

namespace Images.Testing;

/// <summary>Reads an image without running it.</summary>
public interface IImageReader
{
    /// <summary>Reads what the image declares.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its configuration and measures.</returns>
    /// <exception cref="EngineException">The engine does not have the image, or failed.</exception>
    Task<ImageFacts> InspectAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>Reads files. Symbolic links are followed within the image.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="paths">The files' absolute paths in the image.</param>
    /// <param name="limit">The most bytes to read of each.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The first bytes of each by its path; a file that is not there, or no regular file, is left out.</returns>
    /// <exception cref="EngineException">The engine does not have the image, or failed.</exception>
    Task<IReadOnlyDictionary<string, byte[]>> ReadFilesAsync(
        string imageId,
        IReadOnlyList<string> paths,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Makes an image's files readable, one by one.</summary>
    /// <param name="spec">The image, and what is mounted into it. It is never run.</param>
    /// <returns>The files; dispose them.</returns>
    /// <exception cref="EngineException">The engine does not have the image, or failed.</exception>
    Task<IImageFiles> OpenAsync(ContainerSpec spec);
}

/// <summary>What an image declares, and its measures.</summary>
/// <param name="Entrypoint">The entrypoint; empty when there is none.</param>
/// <param name="Command">The default command; empty when there is none.</param>
/// <param name="Size">Bytes, uncompressed; see <see cref="IsSizeOnDisk"/>.</param>
/// <param name="Layers">Number of layers.</param>
public sealed record ImageFacts(IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Command, long Size, int Layers)
{
    /// <summary>Gets whether the size is that of whole blocks on disk, which small files do not fill: all that the containerd store tells.</summary>
    public bool IsSizeOnDisk { get; init; }

    /// <summary>Gets the environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the ports that it listens on, such as <c>80/tcp</c>.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Gets the directories that are volumes.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Gets the working directory; empty for the root.</summary>
    public string Workdir { get; init; } = string.Empty;

    /// <summary>Gets the platform, such as <c>linux/amd64</c>; empty where the engine does not say.</summary>
    public string Platform { get; init; } = string.Empty;

    /// <summary>Gets the user; empty for root.</summary>
    public string User { get; init; } = string.Empty;
}
