using Images.Engines;
using Images.Publishing.Contents;
using Images.Registry.Contents;

namespace Images.Publishing.Exporting;

/// <summary>
/// Reads the images of engines that keep them as registries do, in containerd's store: documents and blobs are those that were
/// tested, bit for bit, whatever compressed them.
/// </summary>
/// <param name="archives">The engine.</param>
/// <param name="folder">For the blobs.</param>
/// <param name="memory">Remembers which blobs layers are.</param>
internal sealed class StoreExport(IImageArchives archives, BlobFolder folder, PublishMemory memory)
    : ArchiveExport(archives, folder, memory)
{
    /// <inheritdoc/>
    protected override Task ReadAsync(
        Stream stream,
        SavedArchive saved,
        IReadOnlyList<ExportedImage> images,
        Func<string, bool> isKnown,
        CancellationToken cancellationToken
    ) => saved.ReadBlobsAsync(stream, digest => !isKnown(digest), cancellationToken);

    /// <inheritdoc/>
    protected override ImageContent Image(string id, SavedArchive saved)
    {
        var manifests = new List<ManifestContent>();
        Add(id, null);
        return new ImageContent(manifests[^1].Descriptor, manifests);

        void Add(string digest, string? type)
        {
            var bytes = saved.Find(digest) ?? throw new InvalidDataException($"their archive lacks {digest}");
            var fetched = FetchedManifest.Of(bytes, type);
            if (fetched.IsIndex)
            {
                foreach (var child in fetched.ToIndex().Manifests)
                {
                    Add(child.Digest, child.MediaType);
                }
            }

            manifests.Add(new ManifestContent(fetched.Descriptor, bytes, fetched.IsIndex ? [] : Blobs(fetched.ToImage(), saved)));
        }
    }

    private List<BlobContent> Blobs(ImageManifest manifest, SavedArchive saved)
    {
        Remember(manifest, saved);
        return
        [
            .. new[] { manifest.Config }
                .Concat(manifest.Layers)
                .Select(blob =>
                    saved.Find(blob.Digest) is { } bytes ? BlobContent.Of(blob.MediaType, bytes) : ImageDocuments.Blob(blob, Folder)
                ),
        ];
    }

    // Attestations have no diff ids worth the name; nothing else bears their layers.
    private void Remember(ImageManifest manifest, SavedArchive saved)
    {
        var diffIds = saved.Find(manifest.Config.Digest) is { } config ? ImageConfiguration.Read(config).DiffIds : [];
        foreach (var (diffId, layer) in diffIds.Count == manifest.Layers.Count ? diffIds.Zip(manifest.Layers) : [])
        {
            Memory.Add(diffId, layer.Digest, layer.Size);
        }
    }
}
