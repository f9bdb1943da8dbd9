using System.Text.Encodings.Web;
using System.Text.Json;
using Images.Publishing.Contents;
using Images.Registry.Contents;
using Images.Registry.References;

namespace Images.Publishing.Attaching;

/// <summary>A document about an image that a registry keeps beside it.</summary>
/// <param name="Subject">The manifest or index that it is about.</param>
/// <param name="Type">The document's media type, which is also the kind of the artifact.</param>
/// <param name="Content">The document.</param>
internal sealed record Attachment(Descriptor Subject, string Type, byte[] Content)
{
    private const string EmptyType = "application/vnd.oci.empty.v1+json";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the annotations, in the order in which they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Annotations { get; init; } = [];

    /// <summary>
    /// Writes the manifest by which a registry knows what the document is about (OCI image specification 1.1, "Guidelines for Artifact
    /// Usage").
    /// </summary>
    /// <returns>The manifest; the same bytes for the same document, always.</returns>
    public ManifestContent ToManifest()
    {
        var config = BlobContent.Of(EmptyType, "{}"u8.ToArray());
        var layer = BlobContent.Of(Type, Content);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", MediaTypes.OciManifest);
            json.WriteString("artifactType", Type);
            Write(json, "config", config.Descriptor);
            json.WriteStartArray("layers");
            Write(json, null, layer.Descriptor);
            json.WriteEndArray();
            Write(json, "subject", Subject);
            if (Annotations.Count > 0)
            {
                json.WriteStartObject("annotations");
                foreach (var (name, value) in Annotations)
                {
                    json.WriteString(name, value);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        var bytes = stream.ToArray();
        return new ManifestContent(new Descriptor(MediaTypes.OciManifest, ContentDigest.Of(bytes), bytes.Length), bytes, [config, layer]);
    }

    private static void Write(Utf8JsonWriter json, string? name, Descriptor descriptor)
    {
        if (name is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        json.WriteString("mediaType", descriptor.MediaType);
        json.WriteString("digest", descriptor.Digest);
        json.WriteNumber("size", descriptor.Size);
        json.WriteEndObject();
    }
}
