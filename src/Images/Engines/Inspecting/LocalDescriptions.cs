using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Images.Engines.Inspecting;

/// <summary>Describes the images of an engine.</summary>
/// <param name="http">The engine.</param>
public sealed class LocalDescriptions(EngineHttp http)
{
    /// <summary>Describes an image.</summary>
    /// <param name="reference">Its name or id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the engine does not have it.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<ImageDescription?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetAsync($"images/{reference}/json", cancellationToken) is { } image ? Read(image) : null;
        }
        catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Reads an engine's description of an image.</summary>
    internal static ImageDescription Read(JsonNode image)
    {
        var variant = Text(image["Variant"]);
        var labels = image["Config"]?["Labels"] as JsonObject ?? [];
        return new ImageDescription(
            Text(image["Id"]),
            $"{Text(image["Os"])}/{Text(image["Architecture"])}{(variant.Length > 0 ? "/" + variant : "")}",
            DateTimeOffset.TryParse(Text(image["Created"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
                ? created
                : null,
            image["Size"] is JsonValue size && size.TryGetValue<long>(out var bytes) ? bytes : 0,
            [.. Texts(image["RootFS"]?["Layers"]).Select(layer => new LayerDescription(layer, null))],
            labels.ToDictionary(label => label.Key, label => Text(label.Value), StringComparer.Ordinal)
        )
        {
            Names = [.. Texts(image["RepoTags"]).Concat(Texts(image["RepoDigests"])).Order(StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<string> Texts(JsonNode? node) => (node as JsonArray ?? []).Select(Text);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;
}
