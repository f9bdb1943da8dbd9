namespace Images.Engines;

/// <summary>Tells whether images of different engines are the same, whatever ids their engines give them.</summary>
public interface IImageContents
{
    /// <summary>Sums up what an image is: its platform, its layers, and what it hands down to images built from it.</summary>
    /// <param name="reference">Its name or id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Equal for equal images, on every engine; null when there is no image of that name.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    Task<string?> DigestAsync(string reference, CancellationToken cancellationToken);
}
