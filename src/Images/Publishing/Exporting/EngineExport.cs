using System.Text.Json.Nodes;
using Images.Engines;
using Images.Planning;
using Images.Publishing.Contents;
using Images.Registry.Contents;
using Images.Registry.References;

namespace Images.Publishing.Exporting;

/// <summary>Reads the images of engines that keep layers unpacked, and writes the manifests that registries want.</summary>
/// <param name="archives">The engine.</param>
/// <param name="folder">For the layers.</param>
/// <param name="memory">Remembers what became of layers.</param>
internal sealed class EngineExport(IImageArchives archives, BlobFolder folder, PublishMemory memory)
    : ArchiveExport(archives, folder, memory)
{
    /// <inheritdoc/>
    protected override Task ReadAsync(
        Stream stream,
        SavedArchive saved,
        IReadOnlyList<ExportedImage> images,
        Func<string, bool> isKnown,
        CancellationToken cancellationToken
    )
    {
        var wanted = images
            .SelectMany(image => image.DiffIds)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(diffId => diffId, diffId => !IsHere(diffId, isKnown), StringComparer.Ordinal);
        return saved.ReadLayersAsync(stream, wanted, cancellationToken);
    }

    /// <inheritdoc/>
    protected override ImageContent Image(string id, SavedArchive saved)
    {
        var documents = saved.Documents;
        var images = JsonNode.Parse(documents.GetValueOrDefault("manifest.json") ?? "[]"u8) as JsonArray ?? [];
        foreach (var name in images.Select(image => image?["Config"]?.GetValue<string>()).OfType<string>())
        {
            if (documents.GetValueOrDefault(name) is { } configuration && ContentDigest.Matches(id, configuration))
            {
                var diffIds = JsonNode.Parse(configuration)?["rootfs"]?["diff_ids"] as JsonArray ?? [];
                var layers = diffIds.Select(diffId => Layer(id, diffId!.GetValue<string>())).ToList();
                var labels = ImageConfiguration.Read(configuration).Labels;
                return ImageDocuments.Image(configuration, layers, ImageLabels.Brief(labels), Folder);
            }
        }

        throw new InvalidDataException($"there is no {id} in their archive");
    }

    private bool IsHere(string diffId, Func<string, bool> isKnown) =>
        Memory.Find(diffId) is { } layer && (isKnown(layer.Digest) || Folder.Has(layer.Digest, layer.Size));

    private RememberedLayer Layer(string id, string diffId) =>
        Memory.Find(diffId) ?? throw new InvalidDataException($"the archive lacks the layer {diffId} of {id}");
}
