namespace Images.Planning;

/// <summary>A place that keeps images of earlier runs: an engine, or a registry.</summary>
public interface IKeptImages
{
    /// <summary>Gets the place's name where there are several; null for the only one.</summary>
    string? Engine { get; }

    /// <summary>Finds what earlier runs made of a variant.</summary>
    /// <param name="id">The variant's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The newest first.</returns>
    Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken);

    /// <summary>Gives an image with all of its labels, where it is dear to read more of them than those that are compared.</summary>
    /// <param name="id">The variant's id.</param>
    /// <param name="image">One of these.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image.</returns>
    Task<KeptImage> WholeAsync(string id, KeptImage image, CancellationToken cancellationToken) => Task.FromResult(image);
}
