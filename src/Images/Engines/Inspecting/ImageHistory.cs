using System.Net;
using System.Text.Json.Nodes;

namespace Images.Engines.Inspecting;

/// <summary>Tells what each layer of an engine's image takes, and what made it.</summary>
/// <param name="http">The engine.</param>
public sealed class ImageHistory(EngineHttp http)
{
    /// <summary>Lists the layers that take room.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lowest first; empty where the engine does not have the image.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<LayerSize>> LayersAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var history = await http.GetAsync($"images/{imageId}/history", cancellationToken) as JsonArray ?? [];
            return
            [
                .. history
                    .Select(entry => new LayerSize(Made(entry?["CreatedBy"]?.GetValue<string>()), entry?["Size"]?.GetValue<long>() ?? 0))
                    .Where(layer => layer.Size > 0)
                    .Reverse(),
            ];
        }
        catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    // What the older builder writes before each step says nothing.
    private static string Made(string? by) =>
        ContainerText
            .HarmlessLine(by ?? string.Empty)
            .Replace("/bin/sh -c #(nop) ", string.Empty, StringComparison.Ordinal)
            .Replace("RUN /bin/sh -c ", "RUN ", StringComparison.Ordinal)
            .Replace("/bin/sh -c ", "RUN ", StringComparison.Ordinal)
            .Replace(" # buildkit", string.Empty, StringComparison.Ordinal)
            .Trim();
}

/// <summary>What a layer takes.</summary>
/// <param name="Made">The step that made it, one line, safe to print; may be empty.</param>
/// <param name="Size">Bytes, unpacked.</param>
public sealed record LayerSize(string Made, long Size);
