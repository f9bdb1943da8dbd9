using Images.Planning;

namespace Images.Building;

/// <summary>The engine's images by name.</summary>
public interface IImageStore
{
    /// <summary>Looks an image up.</summary>
    /// <param name="name">A reference or an id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The image, or null when there is none of that name.</returns>
    Task<StoredImage?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Gives an image one more name; the name leaves the image that had it.</summary>
    /// <param name="id">The image.</param>
    /// <param name="reference">The name, with a tag.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When done.</returns>
    Task TagAsync(string id, string reference, CancellationToken cancellationToken);

    /// <summary>Takes a name away; with its last name an image goes too, its parents stay. No error when there is none.</summary>
    /// <param name="reference">The name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When done.</returns>
    Task UntagAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Lists the references that start with a prefix.</summary>
    /// <param name="prefix">Such as <see cref="LocalNames.Prefix"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The references in ordinal order.</returns>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Lists the images that this program built and the engine still has, in one call.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The newest first.</returns>
    Task<IReadOnlyList<KeptImage>> ListBuiltAsync(CancellationToken cancellationToken);
}

/// <summary>An image that the engine has.</summary>
/// <param name="Id">The engine's id, <c>sha256:...</c>.</param>
/// <param name="Size">Bytes, uncompressed.</param>
public sealed record StoredImage(string Id, long Size);
