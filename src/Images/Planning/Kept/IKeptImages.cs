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
}
