using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Engines;
using Images.Publishing.Contents;
using Images.Registry.References;

namespace Images.Publishing.Exporting;

/// <summary>Reads the images of engines that keep layers unpacked, and writes the manifests that registries want.</summary>
/// <param name="archives">The engine.</param>
/// <param name="folder">For the layers.</param>
/// <param name="memory">Remembers what became of layers.</param>
internal sealed class EngineExport(IImageArchives archives, BlobFolder folder, PublishMemory memory) : IImageExport
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> LayersAsync(string imageId, CancellationToken cancellationToken) =>
        archives.LayersAsync(imageId, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ImageContent>> ExportAsync(
        IReadOnlyList<ExportedImage> images,
        Func<string, bool> isKnown,
        CancellationToken cancellationToken
    )
    {
        var saved = new SavedArchive(folder, memory);
        try
        {
            var wanted = images
                .SelectMany(image => image.DiffIds)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(diffId => diffId, diffId => !IsHere(diffId, isKnown), StringComparer.Ordinal);
            await using var stream = await archives.SaveAsync([.. images.Select(image => image.Id)], cancellationToken);
            await saved.ReadLayersAsync(stream, wanted, cancellationToken);
            return [.. images.Select(image => Image(image.Id, saved.Documents))];
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or FormatException)
        {
            throw new EngineException($"the engine cannot give its images: {error.Message}; see 'doctor'", error);
        }
    }

    private bool IsHere(string diffId, Func<string, bool> isKnown) =>
        memory.Find(diffId) is { } layer && (isKnown(layer.Digest) || folder.Has(layer.Digest, layer.Size));

    private ImageContent Image(string id, Dictionary<string, byte[]> documents)
    {
        var images = JsonNode.Parse(documents.GetValueOrDefault("manifest.json") ?? "[]"u8) as JsonArray ?? [];
        foreach (var name in images.Select(image => image?["Config"]?.GetValue<string>()).OfType<string>())
        {
            if (documents.GetValueOrDefault(name) is { } configuration && ContentDigest.Matches(id, configuration))
            {
                var diffIds = JsonNode.Parse(configuration)?["rootfs"]?["diff_ids"] as JsonArray ?? [];
                return ImageDocuments.Image(configuration, [.. diffIds.Select(diffId => Layer(id, diffId!.GetValue<string>()))], folder);
            }
        }

        throw new InvalidDataException($"there is no {id} in their archive");
    }

    private RememberedLayer Layer(string id, string diffId) =>
        memory.Find(diffId) ?? throw new InvalidDataException($"the archive lacks the layer {diffId} of {id}");
}
