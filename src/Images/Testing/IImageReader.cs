namespace Images.Testing;

/// <summary>Reads an image without running it.</summary>
public interface IImageReader
{
    /// <summary>Reads what the image declares.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its configuration and measures.</returns>
    /// <exception cref="Engines.EngineException">The engine does not have the image, or failed.</exception>
    Task<ImageFacts> InspectAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>Reads one file. A symbolic link is not followed.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="path">The file's absolute path in the image.</param>
    /// <param name="limit">The most bytes to read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The first bytes; null when there is no such regular file.</returns>
    /// <exception cref="Engines.EngineException">The engine does not have the image, or failed.</exception>
    Task<byte[]?> ReadFileAsync(string imageId, string path, int limit, CancellationToken cancellationToken);
}

/// <summary>What an image declares, and its measures.</summary>
/// <param name="Entrypoint">The entrypoint; empty when there is none.</param>
/// <param name="Command">The default command; empty when there is none.</param>
/// <param name="Size">Bytes, uncompressed.</param>
/// <param name="Layers">Number of layers.</param>
public sealed record ImageFacts(IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Command, long Size, int Layers);
