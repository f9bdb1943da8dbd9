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

    /// <summary>Reads files. Symbolic links are followed within the image.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="paths">The files' absolute paths in the image.</param>
    /// <param name="limit">The most bytes to read of each.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The first bytes of each by its path; a file that is not there, or no regular file, is left out.</returns>
    /// <exception cref="Engines.EngineException">The engine does not have the image, or failed.</exception>
    Task<IReadOnlyDictionary<string, byte[]>> ReadFilesAsync(
        string imageId,
        IReadOnlyList<string> paths,
        int limit,
        CancellationToken cancellationToken
    );
}

/// <summary>What an image declares, and its measures.</summary>
/// <param name="Entrypoint">The entrypoint; empty when there is none.</param>
/// <param name="Command">The default command; empty when there is none.</param>
/// <param name="Size">Bytes, uncompressed.</param>
/// <param name="Layers">Number of layers.</param>
public sealed record ImageFacts(IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Command, long Size, int Layers);
