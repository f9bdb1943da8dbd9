using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Publishing.Contents;
using Images.Registry.Contents;

namespace Images.Publishing.Exporting;

/// <summary>Writes the manifest of an image whose engine keeps none (OCI image specification, "Image Manifest").</summary>
internal static class ImageDocuments
{
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";

    /// <summary>Writes a manifest, the same bytes for the same image.</summary>
    /// <param name="configuration">The image's configuration, byte for byte.</param>
    /// <param name="layers">The layers' blobs, the lowest first.</param>
    /// <param name="annotations">What the manifest is to say.</param>
    /// <param name="folder">Has the blobs that are to be sent.</param>
    /// <returns>The image.</returns>
    public static ImageContent Image(
        byte[] configuration,
        IReadOnlyList<RememberedLayer> layers,
        IReadOnlyDictionary<string, string> annotations,
        BlobFolder folder
    )
    {
        var config = BlobContent.Of(ConfigType, configuration);
        var blobs = layers.Select(layer => Blob(new Descriptor(LayerType, layer.Digest, layer.Size), folder)).ToList();
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.OciManifest,
            ["config"] = Node(config.Descriptor),
            ["layers"] = new JsonArray([.. blobs.Select(blob => Node(blob.Descriptor))]),
        };
        if (annotations.Count > 0)
        {
            manifest["annotations"] = new JsonObject(
                annotations
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))
            );
        }

        var bytes = Bytes(manifest);
        var root = new Descriptor(MediaTypes.OciManifest, Registry.References.ContentDigest.Of(bytes), bytes.Length);
        return new ImageContent(root, [new ManifestContent(root, bytes, [config, .. blobs])]);
    }

    /// <summary>Makes a blob of what the folder has.</summary>
    /// <param name="descriptor">What it is.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The blob; it cannot be opened where the folder does not have it.</returns>
    public static BlobContent Blob(Descriptor descriptor, BlobFolder folder) =>
        folder.Has(descriptor.Digest, descriptor.Size)
            ? BlobContent.Of(descriptor, folder.FileOf(descriptor.Digest))
            : new BlobContent(descriptor, null);

    // What is escaped without need makes no other document, but no other tool writes it so.
    private static byte[] Bytes(JsonObject document)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.WriteTo(writer);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static JsonObject Node(Descriptor descriptor) =>
        new()
        {
            ["mediaType"] = descriptor.MediaType,
            ["digest"] = descriptor.Digest,
            ["size"] = descriptor.Size,
        };
}
