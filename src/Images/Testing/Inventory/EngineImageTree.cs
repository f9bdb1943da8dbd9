using System.Globalization;
using System.Net;
using Images.Engines;

namespace Images.Testing.Inventory;

/// <summary>The files of an engine's image, out of a container that is never started.</summary>
public sealed class EngineImageTree : IImageTree
{
    // An engine unpacks nothing for a folder that is not there, and packs two at once faster than one after the other.
    private const int AtOnce = 4;

    private readonly EngineHttp http;
    private readonly UnstartedContainer container;
    private readonly TreeLimits limits;
    private readonly TimeProvider time;

    private EngineImageTree(EngineHttp http, UnstartedContainer container, TreeLimits limits, TimeProvider time) =>
        (this.http, this.container, this.limits, this.time) = (http, container, limits, time);

    /// <summary>Opens an image.</summary>
    /// <param name="http">The engine.</param>
    /// <param name="imageId">The image's name or id.</param>
    /// <param name="limits">How much is looked at.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Its files; dispose it.</returns>
    /// <exception cref="EngineException">The engine does not have the image, or failed.</exception>
    public static async Task<EngineImageTree> OpenAsync(EngineHttp http, string imageId, TreeLimits limits, TimeProvider time)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: the tree owns its container
        return new(http, await UnstartedContainer.CreateAsync(http, new ContainerSpec(imageId), time), limits, time);
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public async Task WalkAsync(IReadOnlyList<string> folders, IImageVisitor visitor, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.Time, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (folders.Count == 0)
            {
                await ReadAsync($"containers/{container.Id}/export", "/", "the image", visitor, both.Token);
                return;
            }

            var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = both.Token };
            await Parallel.ForEachAsync(
                folders,
                parallel,
                async (folder, token) =>
                {
                    var query = $"containers/{container.Id}/archive?path={Uri.EscapeDataString(folder)}";
                    await ReadAsync(query, folder[..(folder.LastIndexOf('/') + 1)], folder, visitor, token);
                }
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            visitor.Miss(string.Create(CultureInfo.InvariantCulture, $"not everything was read within {limits.Time.TotalSeconds:0} s"));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => container.DisposeAsync();

    private async Task ReadAsync(string query, string parent, string what, IImageVisitor visitor, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.OpenAsync(HttpMethod.Get, query, null, cancellationToken);
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await TarWalk.WalkAsync(
                stream,
                what,
                limits,
                (entry, token) => visitor.VisitAsync(parent + TarWalk.PathOf(entry), entry, token),
                visitor.Miss,
                cancellationToken
            );
        }
        catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
        {
            // Most images lack most folders.
        }
        catch (Exception error) when (error is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            throw new EngineException($"{what}: the engine's archive cannot be read: {ContainerText.HarmlessLine(error.Message)}", error);
        }
    }
}
