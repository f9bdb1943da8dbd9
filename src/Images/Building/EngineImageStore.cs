using Docker.DotNet;
using Docker.DotNet.Models;
using Images.Engines.Inspecting;
using Images.Planning;

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
            var size = StoredAs.Manifest(image.ID, image.RepoDigests) ? await UnpackedAsync(image.ID, cancellationToken) : image.Size;
            return new StoredImage(image.ID, size);
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

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeptImage>> ListBuiltAsync(CancellationToken cancellationToken)
    {
        var ours = new Dictionary<string, bool> { [ImageLabels.Variant] = true };
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = ours };
        var all = await images.ListImagesAsync(new ImagesListParameters { Filters = filters }, cancellationToken);
        return [.. all.OrderByDescending(image => image.Created).Select(Kept)];
    }

    private async Task<long> UnpackedAsync(string id, CancellationToken cancellationToken) =>
        (await images.GetImageHistoryAsync(id, cancellationToken)).Sum(layer => layer.Size);

    private static KeptImage Kept(ImagesListResponse image)
    {
        var isManifest = StoredAs.Manifest(image.ID, image.RepoDigests);
        var names = (image.RepoTags ?? []).Where(name => name != "<none>:<none>");
        var labels = new Dictionary<string, string>(image.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        return new KeptImage(image.ID, isManifest ? null : image.Size, [.. names], labels);
    }
}
