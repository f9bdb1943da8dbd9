using Images.Definitions;

namespace Images.Planning;

/// <summary>Tells what registries have of a family's images.</summary>
public interface IPublishedImages
{
    /// <summary>Finds what is published of a variant: under its version's tag in the family's first registry.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image; null where there is none, or the family names no registry.</returns>
    /// <exception cref="Registry.Errors.RegistryException">The registry cannot be asked; the message is one line.</exception>
    Task<PublishedImage?> FindAsync(Variant variant, CancellationToken cancellationToken);

    /// <summary>Reads all labels of an image.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="digest">The digest under which the registry has it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The labels; null where the image is gone.</returns>
    /// <exception cref="Registry.Errors.RegistryException">The registry cannot be asked; the message is one line.</exception>
    Task<IReadOnlyDictionary<string, string>?> LabelsAsync(Variant variant, string digest, CancellationToken cancellationToken);
}

/// <summary>An image that a registry has.</summary>
/// <param name="Reference">The reference under which it was found, with the tag.</param>
/// <param name="Digest">The digest of its manifest, or of its index where it is for several platforms.</param>
/// <param name="Labels">
/// Its labels; of the variant's first platform where it is for several. Those of <see cref="ImageLabels.Brief"/> where these were had
/// for less.
/// </param>
public sealed record PublishedImage(string Reference, string Digest, IReadOnlyDictionary<string, string> Labels);
