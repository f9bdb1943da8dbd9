using System.Net;
using Images.Engines;

namespace Images.Testing;

/// <summary>A container that is made of an image and never run, so that the image's files can be read.</summary>
internal sealed class UnstartedContainer : IAsyncDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(1);

    private readonly EngineHttp http;
    private readonly TimeProvider time;

    private UnstartedContainer(EngineHttp http, TimeProvider time, string id) => (this.http, this.time, Id) = (http, time, id);

    /// <summary>Gets the container's id.</summary>
    public string Id { get; }

    /// <summary>Makes a container. It is not cancelled: one that the engine makes while we give up would stay behind.</summary>
    /// <param name="http">The engine.</param>
    /// <param name="image">The image, and what is mounted into it.</param>
    /// <param name="time">The clock for the limits of creation and removal.</param>
    /// <returns>The container; disposing it removes it.</returns>
    /// <exception cref="EngineException">The engine does not have the image, or failed.</exception>
    public static async Task<UnstartedContainer> CreateAsync(EngineHttp http, ContainerSpec image, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        // An image without a command cannot become a container; this one is never run.
        var imageId = image.Image;
        var spec = image with { Entrypoint = ["/never-run"], Command = null, Init = false };
        var body = ContainerRequest.Body(spec, RunLabels.Own());
        try
        {
            var answer = await http.SendAsync(HttpMethod.Post, "containers/create", body, limit.Token);
            var id = answer?[nameof(Id)]?.GetValue<string>() ?? throw new EngineException($"container of {imageId}: the engine gave no id");
            return new UnstartedContainer(http, time, id);
        }
        catch (OperationCanceledException error)
        {
            throw new EngineException($"container of {imageId}: the engine did not create it within a minute; see 'doctor'", error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        try
        {
            using var answer = await http.OpenAsync(HttpMethod.Delete, $"containers/{Id}?force=1&v=1", null, limit.Token);
        }
        catch (EngineRefusedException error) when (error.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Gone, or going by somebody else's hand.
        }
        catch (OperationCanceledException error)
        {
            var id = Id[..12];
            throw new EngineException($"container {id}: the engine did not remove it; remove it with 'docker rm -f {id}'", error);
        }
    }
}
