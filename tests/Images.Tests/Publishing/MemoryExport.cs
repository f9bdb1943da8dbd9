using System.Text;
using Images.Publishing.Contents;
using Images.Publishing.Exporting;
using Images.Registry.Contents;
using Images.Registry.References;

namespace Images.Tests.Publishing;

/// <summary>An engine that has images in memory: a layer of their own each, on one that all share.</summary>
internal sealed class MemoryExport(PublishMemory memory) : IImageExport
{
    private const string Shared = "the layer that all share";

    /// <summary>Gets the ids of the images that were read.</summary>
    public List<string> Exported { get; } = [];

    /// <summary>Gets the digests of the layers that were read.</summary>
    public List<string> Read { get; } = [];

    /// <summary>Gets the processors that an index names; none where each image is a manifest of its own.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Tells the engine's id of an image.</summary>
    /// <param name="variant">The variant's id, which is a label.</param>
    /// <param name="content">What is in its own layer.</param>
    public static string IdOf(string variant, string content) => ContentDigest.Of(Configuration(variant, content));

    private readonly Dictionary<string, (string Variant, string Content)> images = new(StringComparer.Ordinal);

    /// <summary>Adds an image.</summary>
    /// <param name="variant">The variant's id.</param>
    /// <param name="content">What is in its own layer.</param>
    /// <returns>The engine's id.</returns>
    public string Add(string variant, string content)
    {
        var id = IdOf(variant, content);
        images[id] = (variant, content);
        return id;
    }

    public Task<IReadOnlyList<string>> LayersAsync(string imageId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([DiffId(Shared), DiffId(images[imageId].Content)]);

    public Task<IReadOnlyList<ImageContent>> ExportAsync(
        IReadOnlyList<ExportedImage> wanted,
        Func<string, bool> isKnown,
        CancellationToken cancellationToken
    )
    {
        Exported.AddRange(wanted.Select(image => image.Id));
        return Task.FromResult<IReadOnlyList<ImageContent>>([.. wanted.Select(image => Content(image.Id, isKnown))]);
    }

    private static byte[] Configuration(string variant, string content, string processor = "amd64") =>
        Encoding.UTF8.GetBytes(
            $$$"""{"os":"linux","architecture":"{{{processor}}}","config":{"Labels":{"org.images.variant":"{{{variant}}}"}},"rootfs":{"diff_ids":["{{{DiffId(Shared)}}}","{{{DiffId(content)}}}"]}}"""
        );

    private static string DiffId(string content) => ContentDigest.Of(Encoding.UTF8.GetBytes($"unpacked {content}"));

    private ImageContent Content(string id, Func<string, bool> isKnown)
    {
        if (Platforms.Count == 0)
        {
            var only = Manifest(id, "amd64", isKnown);
            return new ImageContent(only.Descriptor, [only]);
        }

        var manifests = Platforms.Select(processor => Manifest(id, processor, isKnown)).ToList();
        var named = Platforms.Zip(
            manifests,
            (processor, manifest) =>
                $$$"""{"mediaType":"{{{manifest.Descriptor.MediaType}}}","digest":"{{{manifest.Descriptor.Digest}}}","size":{{{manifest.Descriptor.Size}}},"platform":{"os":"linux","architecture":"{{{processor}}}"}}"""
        );
        var index = FetchedManifest.Of(
            Encoding.UTF8.GetBytes(
                $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[{{string.Join(',', named)}}]}"""
            )
        );
        return new ImageContent(index.Descriptor, [.. manifests, new ManifestContent(index.Descriptor, index.Bytes, [])]);
    }

    private ManifestContent Manifest(string id, string processor, Func<string, bool> isKnown)
    {
        var (variant, content) = images[id];
        var config = BlobContent.Of("application/vnd.oci.image.config.v1+json", Configuration(variant, content, processor));
        var blobs = new[] { config, Layer(Shared, isKnown), Layer(content, isKnown) };
        var named = blobs.Select(blob =>
            $$"""{"mediaType":"{{blob.Descriptor.MediaType}}","digest":"{{blob.Descriptor.Digest}}","size":{{blob.Descriptor.Size}}}"""
        );
        var text =
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{{named.First()}},"layers":[{{string.Join(',', named.Skip(1))}}]}""";
        var fetched = FetchedManifest.Of(Encoding.UTF8.GetBytes(text));
        return new ManifestContent(fetched.Descriptor, fetched.Bytes, blobs);
    }

    private BlobContent Layer(string content, Func<string, bool> isKnown)
    {
        var blob = BlobContent.Of("application/vnd.oci.image.layer.v1.tar+gzip", Encoding.UTF8.GetBytes(content));
        memory.Add(DiffId(content), blob.Descriptor.Digest, blob.Descriptor.Size);
        if (isKnown(blob.Descriptor.Digest))
        {
            return blob with { Open = null };
        }

        Read.Add(blob.Descriptor.Digest);
        return blob;
    }
}
