using System.Globalization;
using System.Text.Json.Nodes;
using Images.Engines;

namespace Images.Building.Reproducible;

/// <summary>Makes of an image one that another build of the same inputs gives as well.</summary>
internal static class NormalizedImage
{
    // What a builder notes about itself or its run.
    private static readonly string[] Dropped =
    [
        "container",
        "container_config",
        "docker_version",
        "id",
        "moby.buildkit.buildinfo.v0",
        "moby.buildkit.buildinfo.v1",
        "moby.buildkit.cache.v0",
        "parent",
    ];

    /// <summary>Rewrites the layers that the build made, and the configuration.</summary>
    /// <param name="saved">The image.</param>
    /// <param name="inherited">How many layers it has from what it is built FROM; they stay as they are.</param>
    /// <param name="names">The references that it gets.</param>
    /// <param name="time">The latest time that anything in it may have.</param>
    /// <param name="folder">For the files of the layers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image; its layers are read from the folder when it is sent.</returns>
    /// <exception cref="InvalidDataException">A layer is no tar.</exception>
    public static async Task<LoadArchive> OfAsync(
        SavedImage saved,
        int inherited,
        IReadOnlyList<string> names,
        DateTimeOffset time,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var layers = new List<LayerFile>();
        foreach (var (index, (path, diffId)) in saved.Layers.Zip(saved.DiffIds).Index())
        {
            layers.Add(index < inherited ? new LayerFile(Hex(diffId), path) : await LayerAsync(path, folder, time, cancellationToken));
        }

        return new LoadArchive(ConfigurationOf(saved.Configuration, layers, time), layers, names, time);
    }

    private static string Hex(string digest) => digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static async Task<LayerFile> LayerAsync(string path, string folder, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var rewritten = Path.Combine(folder, $"{Path.GetFileName(path)}.tar");
        await using var source = SavedImage.OpenLayer(path);
        await using var target = File.Create(rewritten, 1 << 16);
        using var tar = new NormalizedTar(source, target, time);
        var digest = await tar.WriteAsync(cancellationToken);
        return new LayerFile(digest, rewritten);
    }

    // Members in order, and none that says nothing, so that engines that write them differently give the same image.
    private static JsonObject ConfigurationOf(JsonObject configuration, IReadOnlyList<LayerFile> layers, DateTimeOffset time)
    {
        var result = (JsonObject)Sorted(configuration)!;
        foreach (var name in Dropped)
        {
            result.Remove(name);
        }

        result["created"] = Earliest(configuration["created"], time);
        foreach (var step in (result["history"] as JsonArray ?? []).OfType<JsonObject>())
        {
            step["created"] = Earliest(step["created"], time);
        }

        result["rootfs"] = new JsonObject
        {
            ["diff_ids"] = new JsonArray([.. layers.Select(layer => (JsonNode)$"sha256:{layer.Digest}")]),
            ["type"] = "layers",
        };
        return result;
    }

    private static string Earliest(JsonNode? written, DateTimeOffset time) =>
        DateTimeOffset.TryParse(written?.GetValue<string>(), CultureInfo.InvariantCulture, out var then) && then <= time
            ? written!.GetValue<string>()
            : time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .Where(member => member.Value is not null)
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            JsonValue value => value.DeepClone(),
            _ => null,
        };
}
