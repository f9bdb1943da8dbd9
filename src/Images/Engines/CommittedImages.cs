using System.Net;

namespace Images.Engines;

/// <summary>Makes images of containers. They have the labels of the containers, by which those of a killed run are found.</summary>
/// <param name="http">The engine.</param>
/// <param name="time">The clock for the limits of calls, which are not cancelled: what the engine makes while we give up would stay behind.</param>
public sealed class CommittedImages(EngineHttp http, TimeProvider time) : ICommittedImages
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public Task RemoveAsync(string imageId) => RemoveAsync(imageId, "force=1");

    /// <summary>Removes one, unless a container or another image is made of it.</summary>
    /// <returns>True when it is gone.</returns>
    internal async Task<bool> RemoveUnusedAsync(string imageId)
    {
        try
        {
            await RemoveAsync(imageId, "force=0");
            return true;
        }
        catch (EngineRefusedException error) when (error.Status is HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    private async Task RemoveAsync(string imageId, string force)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        try
        {
            // Without 'noprune' an engine takes along what it was made of, where that has no name: the user's own image.
            using var answer = await http.OpenAsync(
                HttpMethod.Delete,
                $"images/{Uri.EscapeDataString(imageId)}?{force}&noprune=1",
                null,
                limit.Token
            );
        }
        catch (EngineRefusedException error) when (error.Status is HttpStatusCode.NotFound)
        {
            // Gone already, which is what was asked for.
        }
        catch (OperationCanceledException error)
        {
            throw new EngineException($"image {imageId}: the engine did not remove it; remove it with 'docker rmi {imageId}'", error);
        }
    }

    /// <summary>Lists those of runs whose process is gone.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ids, the latest first.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<string>> ListLeftoversAsync(CancellationToken cancellationToken)
    {
        var list = await http.ListByLabelAsync("images", RunLabels.Owner, cancellationToken);
        return
        [
            .. list.Where(image => RunLabels.IsGone(image?["Labels"]?[RunLabels.Owner]?.GetValue<string>() ?? ""))
                .OrderByDescending(image => image?["Created"]?.GetValue<long>() ?? 0)
                .Select(image => image!["Id"]!.GetValue<string>()),
        ];
    }

    /// <summary>Makes an image of a container. Without a name the container has ended; with one it may run, and is halted meanwhile.</summary>
    internal async Task<string> CommitAsync(string container, (string Repository, string Tag)? name = null)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        try
        {
            var query = name is var (repository, tag) ? $"pause=1&repo={Uri.EscapeDataString(repository)}&tag={tag}" : "pause=0";
            var answer = await http.SendAsync(HttpMethod.Post, $"commit?container={container}&{query}", null, limit.Token);
            return answer!["Id"]!.GetValue<string>();
        }
        catch (EngineRefusedException error)
        {
            throw new EngineException($"container {container[..12]}: cannot become an image: {error.Reason}", error);
        }
        catch (OperationCanceledException error)
        {
            throw new EngineException($"container {container[..12]}: did not become an image in {CallLimit.TotalMinutes:0} minutes", error);
        }
    }
}
