using System.Formats.Tar;
using System.Net;
using System.Text.Json.Nodes;
using Images.Engines;

namespace Images.Testing;

/// <summary>Reads images through the engine: their configuration, and files out of a container that is never started.</summary>
/// <param name="engine">The engine.</param>
/// <param name="time">The clock for the limits of creation and removal, which are not cancelled.</param>
public sealed class EngineImageReader(EngineConnection engine, TimeProvider time) : IImageReader
{
    // As many as the kernel follows: path_resolution(7).
    private const int MostLinks = 40;
    private static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<ImageFacts> InspectAsync(string imageId, CancellationToken cancellationToken)
    {
        var image = await engine.Http.GetAsync($"images/{Uri.EscapeDataString(imageId)}/json", cancellationToken);
        return new(
            Texts(image?["Config"]?["Entrypoint"]),
            Texts(image?["Config"]?["Cmd"]),
            image?["Size"]?.GetValue<long>() ?? 0,
            (image?["RootFS"]?["Layers"] as JsonArray)?.Count ?? 0
        );
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadFilesAsync(
        string imageId,
        IReadOnlyList<string> paths,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var container = await CreateAsync(imageId);
        try
        {
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var path in paths)
            {
                if (await ReadAsync(container, path, limit, cancellationToken) is { } content)
                {
                    files[path] = content;
                }
            }

            return files;
        }
        finally
        {
            await RemoveAsync(container);
        }
    }

    // Not cancelled: a container that the engine makes while we give up would stay behind.
    private async Task<string> CreateAsync(string imageId)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        // An image without a command cannot become a container; this one is never run.
        var spec = new ContainerSpec(imageId) { Entrypoint = ["/never-run"], Init = false };
        var body = ContainerRequest.Body(spec, RunLabels.Own());
        try
        {
            var answer = await engine.Http.SendAsync(HttpMethod.Post, "containers/create", body, limit.Token);
            return answer?["Id"]?.GetValue<string>() ?? throw new EngineException($"container of {imageId}: the engine gave no id");
        }
        catch (OperationCanceledException error)
        {
            throw new EngineException($"container of {imageId}: the engine did not create it within a minute; see 'doctor'", error);
        }
    }

    private async Task RemoveAsync(string container)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        try
        {
            using var answer = await engine.Http.OpenAsync(HttpMethod.Delete, $"containers/{container}?force=1&v=1", null, limit.Token);
        }
        catch (EngineRefusedException error) when (error.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Gone, or going by somebody else's hand.
        }
        catch (OperationCanceledException error)
        {
            var id = container[..12];
            throw new EngineException($"container {id}: the engine did not remove it; remove it with 'docker rm -f {id}'", error);
        }
    }

    private async Task<byte[]?> ReadAsync(string container, string path, int limit, CancellationToken cancellationToken)
    {
        for (var links = 0; links < MostLinks; links++)
        {
            var query = $"containers/{container}/archive?path={Uri.EscapeDataString(path)}";
            try
            {
                using var answer = await engine.Http.OpenAsync(HttpMethod.Get, query, null, cancellationToken);
                await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
                await using var tar = new TarReader(stream);
                var entry = await tar.GetNextEntryAsync(copyData: false, cancellationToken);
                if (entry?.EntryType != TarEntryType.SymbolicLink)
                {
                    return entry?.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                        ? await ContentAsync(entry, limit, cancellationToken)
                        : null;
                }

                path = Target(path, entry.LinkName);
            }
            catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
            {
                return null;
            }
            catch (Exception error) when (error is InvalidDataException or IOException or FormatException)
            {
                throw new EngineException($"{path}: the engine's archive cannot be read: {error.Message}", error);
            }
        }

        return null;
    }

    private static async Task<byte[]> ContentAsync(TarEntry entry, int limit, CancellationToken cancellationToken)
    {
        if (entry.DataStream is not { } data)
        {
            return [];
        }

        var content = new byte[Math.Min(limit, entry.Length)];
        await data.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    // The engine resolves it again below the image's root, so '..' leads nowhere else.
    private static string Target(string path, string link) => link.StartsWith('/') ? link : path[..(path.LastIndexOf('/') + 1)] + link;

    private static string[] Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(item => item?.GetValue<string>() ?? string.Empty)];
}
