using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Images.Testing.Inventory.Licenses;

namespace Images.Testing.Inventory.Spdx;

/// <summary>What is in an image as an SPDX 2.3 document in JSON (https://spdx.github.io/spdx-spec/v2.3/): its software bill of materials.</summary>
public sealed class SpdxDocument
{
    /// <summary>The document's media type, for a registry that keeps it beside the image.</summary>
    public const string MediaType = "application/spdx+json";

    private const string Unknown = "NOASSERTION";

    private readonly SpdxSubject subject;
    private readonly ImageInventory inventory;
    private readonly Dictionary<InstalledPackage, LicenseExpression?> licenses = new(ReferenceEqualityComparer.Instance);

    private SpdxDocument(SpdxSubject subject, ImageInventory inventory)
    {
        (this.subject, this.inventory) = (subject, inventory);
        foreach (var package in inventory.Packages)
        {
            licenses[package] = LicenseExpression.Of(package);
        }
    }

    /// <summary>Makes the document of an image.</summary>
    /// <param name="subject">The image.</param>
    /// <param name="inventory">What is in it.</param>
    /// <returns>The document.</returns>
    public static SpdxDocument Create(SpdxSubject subject, ImageInventory inventory) => new(subject, inventory);

    /// <summary>Writes the document.</summary>
    /// <returns>Indented JSON in UTF-8, LF line ends; the same bytes for the same image and inventory, on every machine.</returns>
    public byte[] ToBytes()
    {
        // What the document says names it, so that it is written twice.
        var content = Write(string.Empty);
        return Write(SpdxIds.Namespace(subject, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content))));
    }

    private byte[] Write(string documentNamespace)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("spdxVersion", "SPDX-2.3");
            json.WriteString("dataLicense", "CC0-1.0");
            json.WriteString("SPDXID", SpdxIds.Document);
            json.WriteString("name", subject.Name);
            json.WriteString("documentNamespace", documentNamespace);
            json.WriteStartObject("creationInfo");
            json.WriteString("created", subject.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            Texts(json, "creators", "Tool: images");
            if (inventory.Notes.Count > 0)
            {
                json.WriteString("comment", string.Join('\n', inventory.Notes));
            }

            json.WriteEndObject();
            WritePackages(json);
            WriteRelationships(json);
            WriteLicenses(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private void WritePackages(Utf8JsonWriter json)
    {
        json.WriteStartArray("packages");
        json.WriteStartObject();
        json.WriteString("SPDXID", SpdxIds.Image);
        json.WriteString("name", subject.Name);
        json.WriteString("versionInfo", subject.Digest);
        json.WriteString("primaryPackagePurpose", "CONTAINER");
        WriteUnknowns(json, null);
        if (subject.Digest.Split(':') is ["sha256", { Length: 64 } hex])
        {
            json.WriteStartArray("checksums");
            json.WriteStartObject();
            json.WriteString("algorithm", "SHA256");
            json.WriteString("checksumValue", hex);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        WriteUrl(json, PackageUrl.OfImage(subject.Name, subject.Digest));
        if (subject.Platform is { } platform)
        {
            json.WriteString("comment", $"platform {platform}");
        }

        json.WriteEndObject();
        foreach (var package in inventory.Packages)
        {
            json.WriteStartObject();
            json.WriteString("SPDXID", SpdxIds.Of(package));
            json.WriteString("name", package.Name);
            json.WriteString("versionInfo", package.Version);
            WriteUnknowns(json, licenses[package]?.Text);
            if (package.Location is { } location)
            {
                json.WriteString("sourceInfo", $"found in {location}");
            }

            WriteUrl(json, PackageUrl.Of(package, inventory.Distribution));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // What an author of the image would have to say, and what cannot be read from it.
    private static void WriteUnknowns(Utf8JsonWriter json, string? license)
    {
        json.WriteString("supplier", Unknown);
        json.WriteString("downloadLocation", Unknown);
        json.WriteBoolean("filesAnalyzed", false);
        json.WriteString("licenseConcluded", Unknown);
        json.WriteString("licenseDeclared", license ?? Unknown);
        json.WriteString("copyrightText", Unknown);
    }

    private static void WriteUrl(Utf8JsonWriter json, string url)
    {
        json.WriteStartArray("externalRefs");
        json.WriteStartObject();
        json.WriteString("referenceCategory", "PACKAGE-MANAGER");
        json.WriteString("referenceType", "purl");
        json.WriteString("referenceLocator", url);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteRelationships(Utf8JsonWriter json)
    {
        var debian = inventory
            .Packages.Where(package => package.Kind == PackageKind.Debian)
            .GroupBy(package => package.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        json.WriteStartArray("relationships");
        Relate(json, SpdxIds.Document, "DESCRIBES", SpdxIds.Image);
        foreach (var package in inventory.Packages)
        {
            Relate(json, SpdxIds.Image, "CONTAINS", SpdxIds.Of(package));
            if (package.Owner is { } owner && debian.TryGetValue(owner, out var bringer))
            {
                Relate(json, SpdxIds.Of(bringer), "CONTAINS", SpdxIds.Of(package));
            }
        }

        json.WriteEndArray();
    }

    private static void Relate(Utf8JsonWriter json, string one, string how, string other)
    {
        json.WriteStartObject();
        json.WriteString("spdxElementId", one);
        json.WriteString("relationshipType", how);
        json.WriteString("relatedSpdxElement", other);
        json.WriteEndObject();
    }

    private void WriteLicenses(Utf8JsonWriter json)
    {
        var references = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (reference, name) in licenses.Values.OfType<LicenseExpression>().SelectMany(license => license.References))
        {
            references[reference] = name;
        }

        if (references.Count == 0)
        {
            return;
        }

        json.WriteStartArray("hasExtractedLicensingInfos");
        foreach (var (reference, name) in references)
        {
            json.WriteStartObject();
            json.WriteString("licenseId", reference);
            json.WriteString("name", name);
            json.WriteString("extractedText", $"The package calls its licence '{name}'; its text is in the image, if anywhere.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, params IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
