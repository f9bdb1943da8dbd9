using Images.Engines;
using Images.Publishing.Contents;

namespace Images.Publishing.Exporting;

/// <summary>Reads images out of an engine as registries keep them.</summary>
public interface IImageExport
{
    /// <summary>Asks for the layers of an image.</summary>
    /// <param name="imageId">The very image, as the engine calls it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The diff ids, the lowest first.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    Task<IReadOnlyList<string>> LayersAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>Reads images.</summary>
    /// <param name="images">The very images.</param>
    /// <param name="isKnown">Whether a blob is where it is wanted already, so that it need not be read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The images in the order given; blobs that are known cannot be opened.</returns>
    /// <exception cref="EngineException">The engine does not have one of them, gives another, or does not answer.</exception>
    /// <exception cref="IOException">There is no room for the files.</exception>
    Task<IReadOnlyList<ImageContent>> ExportAsync(
        IReadOnlyList<ExportedImage> images,
        Func<string, bool> isKnown,
        CancellationToken cancellationToken
    );
}

/// <summary>An image that an engine is to give.</summary>
/// <param name="Id">The very image, as the engine calls it.</param>
/// <param name="DiffIds">Its layers.</param>
public sealed record ExportedImage(string Id, IReadOnlyList<string> DiffIds);
