using Docker.DotNet;
using Docker.DotNet.Models;

namespace Images.Building;

/// <summary>The images of an engine, through its API.</summary>
/// <param name="images">The engine's image calls.</param>
public sealed class EngineImageStore(IImageOperations images) : IImageStore
{
    /// <inheritdoc/>
    public async Task<StoredImage?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var image = await images.InspectImageAsync(name, cancellationToken);
            return new StoredImage(image.ID, image.Size);
        }
        catch (DockerImageNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task TagAsync(string id, string reference, CancellationToken cancellationToken)
    {
        var colon = reference.LastIndexOf(':');
        var parameters = new ImageTagParameters { RepositoryName = reference[..colon], Tag = reference[(colon + 1)..] };
        return images.TagImageAsync(id, parameters, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task UntagAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            await images.DeleteImageAsync(reference, new ImageDeleteParameters { NoPrune = true }, cancellationToken);
        }
        catch (DockerImageNotFoundException)
        {
            // Gone already, which is what was asked for.
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var all = await images.ListImagesAsync(new ImagesListParameters(), cancellationToken);
        return
        [
            .. all.SelectMany(image => image.RepoTags ?? [])
                .Where(tag => tag.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }
}
