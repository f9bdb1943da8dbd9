using System.Net;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>Archives over the engine's API.</summary>
/// <param name="http">The engine.</param>
public sealed class ImageArchives(EngineHttp http) : IImageArchives
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> LayersAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            var image = await http.GetAsync($"images/{reference}/json", cancellationToken);
            return [.. (image?["RootFS"]?["Layers"] as JsonArray ?? []).Select(layer => layer!.GetValue<string>())];
        }
        catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> SaveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var names = string.Join('&', ids.Select(id => $"names={Uri.EscapeDataString(id)}"));
        var response = await http.OpenAsync(HttpMethod.Get, $"images/get?{names}", null, cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> LoadAsync(LoadArchive archive, CancellationToken cancellationToken)
    {
        using var response = await http.OpenAsync(HttpMethod.Post, "images/load?quiet=1", archive, cancellationToken);
        return ContainerText.HarmlessLine(await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
