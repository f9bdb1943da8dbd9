using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Images.Engines;

namespace Images.Building.Reproducible;

/// <summary>Makes of an image one that another build of the same inputs gives as well.</summary>
internal static partial class NormalizedImage
{
    private const string CreatedMember = "created";
    private const string StepMember = "created_by";

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

    /// <summary>Rewrites the layers that the build made, and the configuration. Files that are no longer needed go.</summary>
    /// <param name="saved">The image.</param>
    /// <param name="inherited">How many layers it has from what it is built FROM; they stay as they are.</param>
    /// <param name="identity">What the image is to bear.</param>
    /// <param name="folder">For the files of the layers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image; its layers are read from the folder when it is sent.</returns>
    /// <exception cref="InvalidDataException">A layer is no tar, or the configuration none of an image.</exception>
    public static async Task<LoadArchive> OfAsync(
        SavedImage saved,
        int inherited,
        ImageIdentity identity,
        string folder,
        CancellationToken cancellationToken
    )
    {
        // The layer of an instruction that changed nothing occurs once for each of them.
        var rewritten = new Dictionary<string, LayerFile>(StringComparer.Ordinal);
        var layers = saved.Layers.Take(inherited).Select(layer => new LayerFile(Hex(layer.DiffId), layer.Path)).ToList();
        foreach (var layer in saved.Layers.Skip(inherited))
        {
            if (!rewritten.TryGetValue(layer.Path, out var normal))
            {
                normal = await LayerAsync(layer, folder, identity.Time, cancellationToken);
                rewritten.Add(layer.Path, normal);
                if (layers.TrueForAll(kept => kept.Path != layer.Path))
                {
                    File.Delete(layer.Path);
                }
            }

            layers.Add(normal);
        }

        return new LoadArchive(ConfigurationOf(saved.Configuration, layers, identity), layers, identity.Names, identity.Time);
    }

    private static string Hex(string digest) => digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static async Task<LayerFile> LayerAsync(
        SavedLayer layer,
        string folder,
        DateTimeOffset time,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(folder, $"{Path.GetFileName(layer.Path)}.tar");
        await using var source = layer.Open();
        await using var target = File.Create(path, 1 << 16);
        using var tar = new NormalizedTar(source, target, time);
        var digest = await tar.WriteAsync(cancellationToken);
        return new LayerFile(digest, path);
    }

    // Members in order, and none that says nothing, so that engines that write them differently give the same image.
    private static JsonObject ConfigurationOf(JsonObject configuration, IReadOnlyList<LayerFile> layers, ImageIdentity identity)
    {
        var result = (JsonObject)configuration.DeepClone();
        foreach (var name in Dropped)
        {
            result.Remove(name);
        }

        result[CreatedMember] = Earliest(result[CreatedMember], identity.Time);
        foreach (var step in (result["history"] as JsonArray ?? []).OfType<JsonObject>())
        {
            step[CreatedMember] = Earliest(step[CreatedMember], identity.Time);
            if (step[StepMember] is JsonValue written && written.TryGetValue<string>(out var text))
            {
                step[StepMember] = ArgumentsOfRun().Replace(text, "RUN");
            }
        }

        foreach (var (name, value) in identity.Labels)
        {
            Member(Member(result, "config"), "Labels")[name] = value;
        }

        result["rootfs"] = new JsonObject
        {
            ["diff_ids"] = new JsonArray([.. layers.Select(layer => (JsonNode)$"sha256:{layer.Digest}")]),
            ["type"] = "layers",
        };
        return (JsonObject)Sorted(result)!;
    }

    // Which of the arguments of an earlier stage are noted depends on the engine; each has a step of its own, too.
    [GeneratedRegex(@"^RUN \|\d+ .*?(?= /bin/sh -c )", RegexOptions.Singleline)]
    private static partial Regex ArgumentsOfRun();

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject member)
        {
            parent[name] = member = [];
        }

        return member;
    }

    private static string Earliest(JsonNode? written, DateTimeOffset time) =>
        written is JsonValue value
        && value.TryGetValue<string>(out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var then)
        && then <= time
            ? text
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

/// <summary>What a normalized image bears besides what is in it.</summary>
/// <param name="Names">The references that it gets.</param>
/// <param name="Labels">Labels that its build did not give it, by name.</param>
/// <param name="Time">The latest time that anything in it may have.</param>
internal sealed record ImageIdentity(IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Labels, DateTimeOffset Time);
