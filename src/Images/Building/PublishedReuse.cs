using Images.Definitions.Syntax;
using Images.Planning;
using Images.Registry.Errors;

namespace Images.Building;

/// <summary>Lets published images stand for builds and tests: a registry as the memory that machines share.</summary>
/// <param name="images">What is published.</param>
/// <param name="place">The engine that an image is pulled to if another one is built from it.</param>
/// <param name="pullAsync">Sees to it that the engine has an image, and says on one line why it can't; null when it has.</param>
/// <param name="notices">Told once why nothing is known of the registry.</param>
public sealed class PublishedReuse(
    IKeptImages images,
    KeptImages place,
    Func<string, CancellationToken, Task<string?>> pullAsync,
    IProgress<string> notices
) : IKeptImages
{
    private int told;

    /// <inheritdoc/>
    public string? Engine => null;

    /// <summary>Gets the engine that images are pulled to.</summary>
    internal KeptImages Place => place;

    /// <summary>Finds what is published of a variant; a registry that cannot be asked has nothing, and everything is built.</summary>
    /// <inheritdoc/>
    public async Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await images.OfAsync(id, cancellationToken);
        }
        catch (RegistryException error)
        {
            if (Interlocked.Exchange(ref told, 1) == 0)
            {
                notices.Report($"what is published is not used: {error.Message}");
            }

            return [];
        }
    }

    /// <summary>Sees to it that the engine has an image.</summary>
    /// <param name="pin">Repository and digest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it has; else why it can't, on one line.</returns>
    internal Task<string?> PullAsync(string pin, CancellationToken cancellationToken) => pullAsync(pin, cancellationToken);

    /// <summary>Says by which digest an image is published.</summary>
    /// <param name="image">One of these.</param>
    /// <returns>Repository and digest.</returns>
    internal static string PinOf(KeptImage image) => $"{ImageReference.TryParse(image.Names[0])?.Repository ?? image.Names[0]}@{image.Id}";
}
