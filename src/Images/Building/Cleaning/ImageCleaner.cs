using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using Images.Engines;
using Images.Planning;

namespace Images.Building.Cleaning;

/// <summary>Finds and removes images of an engine.</summary>
/// <param name="engine">The engine.</param>
public sealed class ImageCleaner(EngineConnection engine)
{
    /// <summary>Lists the images that this program built, in two calls.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In ordinal order of their variants, the oldest first.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<EngineImage>> ListAsync(CancellationToken cancellationToken)
    {
        var ours = new Dictionary<string, bool> { [ImageLabels.Variant] = true };
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = ours };
        var images = await engine.Docker.Images.ListImagesAsync(new ImagesListParameters { Filters = filters }, cancellationToken);
        var used = await UsedAsync(cancellationToken);
        return
        [
            .. images
                .Select(image => new EngineImage(
                    image.ID,
                    image.Labels[ImageLabels.Variant],
                    image.Created,
                    [.. Names(image)],
                    used.Contains(image.ID)
                ))
                .OrderBy(image => image.Variant, StringComparer.Ordinal)
                .ThenBy(image => image.Created),
        ];
    }

    /// <summary>Removes an image, name by name; the engine refuses where it has come into use meanwhile.</summary>
    /// <param name="image">Which.</param>
    /// <param name="cancellationToken">Stops between two names.</param>
    /// <returns>Null when it is gone, else why the engine keeps it, on one line.</returns>
    public async Task<string?> RemoveAsync(EngineImage image, CancellationToken cancellationToken)
    {
        foreach (var name in image.Names.DefaultIfEmpty(image.Id))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await engine.Docker.Images.DeleteImageAsync(name, new ImageDeleteParameters { NoPrune = true }, CancellationToken.None);
            }
            catch (DockerImageNotFoundException)
            {
                // It went with its last tag.
            }
            catch (DockerApiException error) when (error.StatusCode == HttpStatusCode.Conflict)
            {
                return ContainerText.HarmlessLine(EngineMessage.Of(error.ResponseBody));
            }
        }

        return null;
    }

    // By tag first: the name by digest goes with the last of them.
    private static IEnumerable<string> Names(ImagesListResponse image) =>
        (image.RepoTags ?? [])
            .Concat(image.RepoDigests ?? [])
            .Where(name => !name.StartsWith("<none>", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

    private async Task<HashSet<string>> UsedAsync(CancellationToken cancellationToken)
    {
        var containers = await engine.Http.GetAsync("containers/json?all=1", cancellationToken);
        return [.. (containers?.AsArray() ?? []).Select(container => container?["ImageID"]?.GetValue<string>()).OfType<string>()];
    }
}
