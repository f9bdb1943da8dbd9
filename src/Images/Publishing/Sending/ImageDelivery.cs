using Images.Building;
using Images.Publishing.Contents;
using Images.Registry.References;

namespace Images.Publishing.Sending;

/// <summary>One image, and the registries that do not have it yet.</summary>
/// <param name="Image">The image.</param>
/// <param name="Places">Where it goes, one place at least.</param>
internal sealed record ImageDelivery(BuiltImage Image, IReadOnlyList<(RegistryRelease Release, Publication Publication)> Places)
{
    /// <summary>Gets the repositories that it goes to.</summary>
    public IReadOnlyList<RegistryReference> Repositories => [.. Places.Select(place => place.Publication.Repository)];

    /// <summary>Sends the image everywhere.</summary>
    /// <param name="content">What it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When every registry has it, or does not take it.</returns>
    /// <exception cref="BlobGoneException">A registry does not have a blob that it had.</exception>
    public async Task SendAsync(ImageContent content, CancellationToken cancellationToken)
    {
        foreach (var (release, publication) in Places)
        {
            await release.SendAsync(publication, content, cancellationToken);
        }
    }

    /// <summary>Ends the work on all of the registries that lack it.</summary>
    /// <param name="why">One line.</param>
    public void Fail(string why)
    {
        foreach (var (release, _) in Places)
        {
            release.Fail(why);
        }
    }

    /// <summary>Groups what registries lack by image.</summary>
    /// <param name="releases">The registries.</param>
    /// <returns>A delivery for each image that one of them lacks.</returns>
    public static IReadOnlyList<ImageDelivery> Of(IEnumerable<RegistryRelease> releases) =>
        [
            .. releases
                .SelectMany(release => release.Missing.Select(publication => (Release: release, Publication: publication)))
                .GroupBy(place => place.Publication.Image, ReferenceEqualityComparer.Instance)
                .Select(image => new ImageDelivery((BuiltImage)image.Key!, [.. image])),
        ];
}
