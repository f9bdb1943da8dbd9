using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests.Engines;

/// <summary>An image as an engine with the containerd store keeps it: its index, and what the index names.</summary>
/// <param name="files">The OCI layout that the engine saves; of small images only.</param>
internal sealed class StoredImage(IReadOnlyDictionary<string, string> files)
{
    /// <summary>Has the engine save an image.</summary>
    public static async Task<StoredImage> SaveAsync(SharedEngine engine, string reference, CancellationToken cancellationToken)
    {
        using var answer = await engine.Connection.Http.OpenAsync(HttpMethod.Get, $"images/{reference}/get", null, cancellationToken);
        await using var reader = new TarReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var text = new StreamReader(data, Encoding.UTF8);
                files[entry.Name] = await text.ReadToEndAsync(cancellationToken);
            }
        }

        return new StoredImage(files);
    }

    /// <summary>The images of the index by the platform that it gives them, each as its own configuration names its platform.</summary>
    public IReadOnlyDictionary<string, string> Platforms =>
        Manifests()
            .Where(manifest => TypeOf(manifest) is null)
            .ToDictionary(
                manifest => PlatformOf(manifest["platform"] ?? Config(manifest)),
                manifest => PlatformOf(Config(manifest)),
                StringComparer.Ordinal
            );

    /// <summary>What is attested: the in-toto predicate types of all attestation manifests.</summary>
    public IReadOnlyList<string> Attested =>
        [
            .. Manifests()
                .Where(manifest => TypeOf(manifest) == "attestation-manifest")
                .SelectMany(manifest => Blob(manifest)["layers"]!.AsArray())
                .Select(layer => layer!["annotations"]!["in-toto.io/predicate-type"]!.GetValue<string>())
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Finds what an attestation says.</summary>
    /// <param name="predicateType">Its type.</param>
    public JsonNode Statement(string predicateType) =>
        Manifests()
            .Where(manifest => TypeOf(manifest) == "attestation-manifest")
            .SelectMany(manifest => Blob(manifest)["layers"]!.AsArray())
            .Where(layer => layer!["annotations"]!["in-toto.io/predicate-type"]!.GetValue<string>() == predicateType)
            .Select(layer => Blob(layer!))
            .Single();

    private IEnumerable<JsonNode> Manifests() => Under(JsonNode.Parse(files["index.json"])!["manifests"]!.AsArray()!);

    // An image of several manifests is an index in the layout's own.
    private IEnumerable<JsonNode> Under(IEnumerable<JsonNode?> descriptors) =>
        descriptors.SelectMany(descriptor =>
            Blob(descriptor!)["manifests"] is JsonArray inner ? Under(inner) : (IEnumerable<JsonNode>)[descriptor!]
        );

    private JsonNode Config(JsonNode manifest) => Blob(Blob(manifest)["config"]!);

    private JsonNode Blob(JsonNode descriptor) =>
        JsonNode.Parse(files[$"blobs/{descriptor["digest"]!.GetValue<string>().Replace(':', '/')}"])!;

    private static string PlatformOf(JsonNode platform) => $"{platform["os"]}/{platform["architecture"]}";

    private static string? TypeOf(JsonNode manifest) => manifest["annotations"]?["vnd.docker.reference.type"]?.GetValue<string>();
}
