namespace Images.Engines;

/// <summary>An engine's images as archives.</summary>
public interface IImageArchives
{
    /// <summary>Lists the layers of an image.</summary>
    /// <param name="reference">A name or an id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The diff ids, <c>sha256:...</c>, the lowest first; empty when there is no such image.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    Task<IReadOnlyList<string>> LayersAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Reads images as <c>docker save</c> gives them.</summary>
    /// <param name="ids">The images.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The archive; dispose it.</returns>
    /// <exception cref="EngineException">The engine refuses, or does not answer.</exception>
    Task<Stream> SaveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Gives the engine an image. The names that it brings leave the images that had them.</summary>
    /// <param name="archive">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the engine said, for a message where the image then isn't there.</returns>
    /// <exception cref="EngineException">The engine refuses, or does not answer.</exception>
    Task<string> LoadAsync(LoadArchive archive, CancellationToken cancellationToken);
}
