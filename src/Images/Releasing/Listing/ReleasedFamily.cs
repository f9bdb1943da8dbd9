using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Testing.Inventory;

namespace Images.Releasing.Listing;

/// <summary>
/// A family as a release has it: the content of <c>images.json</c>, which every release carries and the next one is compared with. It
/// holds nothing that changes by itself: the same published images give the same bytes.
/// </summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Release">The release's tag.</param>
/// <param name="Commit">The commit that was released; null outside a checkout.</param>
/// <param name="Source">The address of the source repository; null where the family names none.</param>
/// <param name="Images">Every published image, in ordinal order of ids.</param>
/// <param name="NotPublished">What the release is without, and why.</param>
public sealed record ReleasedFamily(
    int SchemaVersion,
    string Release,
    string? Commit,
    string? Source,
    IReadOnlyList<ReleasedImage> Images,
    IReadOnlyList<UnpublishedImage> NotPublished
)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "images.json";

    /// <summary>The form that is written here.</summary>
    public const int CurrentSchema = 1;

    private static readonly ReleaseJson Json = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
            NewLine = "\n",
        }
    );

    /// <summary>Finds an image.</summary>
    /// <param name="id">The variant's id.</param>
    /// <returns>Null where the release has none of it.</returns>
    public ReleasedImage? Find(string id) => Images.FirstOrDefault(image => image.Id == id);

    /// <summary>Writes the document.</summary>
    /// <returns>Indented JSON in UTF-8, LF line ends, the last one included.</returns>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json.ReleasedFamily), (byte)'\n'];

    /// <summary>Reads a document.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> wrote, here or in an earlier version.</param>
    /// <returns>The family; null where it is none, or of a form that is not known here.</returns>
    public static ReleasedFamily? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, Json.ReleasedFamily) is { SchemaVersion: CurrentSchema, Images: not null } read
                ? read with
                {
                    NotPublished = read.NotPublished ?? [],
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A published image of a release.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Image">The image's name.</param>
/// <param name="Reference">The reference with the version's tag, such as <c>ghcr.io/acme/r-ver:4.6.1</c>.</param>
/// <param name="Digest">The digest of its manifest, or of its index where it is for several platforms.</param>
/// <param name="Tags">The tags that the definition gives it.</param>
/// <param name="Platforms">What it is for.</param>
public sealed record ReleasedImage(
    string Id,
    string Image,
    string Reference,
    string Digest,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ReleasedPlatform> Platforms
)
{
    /// <summary>Gets the one-line description; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the fingerprint of what it was built from; null where it does not say.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Gets the commit that it was built from; null where it does not say.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets what it was built on; null where it does not say.</summary>
    public ReleasedBase? Base { get; init; }

    /// <summary>Gets how its tests ended; null where that is not known.</summary>
    public ReleasedTests? Tests { get; init; }

    /// <summary>Gets its packages, by kind and name; null where they are not known.</summary>
    public IReadOnlyList<ReleasedPackage>? Packages { get; init; }

    /// <summary>Gets the size of all platforms together, in bytes.</summary>
    [JsonIgnore]
    public long Size => Platforms.Sum(platform => platform.Size);
}

/// <summary>An image for one platform.</summary>
/// <param name="Platform">Such as <c>linux/amd64</c>.</param>
/// <param name="Digest">The digest of its manifest.</param>
/// <param name="Size">What is pulled, in bytes: its layers, compressed.</param>
public sealed record ReleasedPlatform(string Platform, string Digest, long Size);

/// <summary>What an image was built on.</summary>
/// <param name="Name">The reference, as its Dockerfile names it.</param>
/// <param name="Digest">Its digest; null where it is not known.</param>
public sealed record ReleasedBase(string Name, string? Digest);

/// <summary>How the tests of an image ended.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Skipped">How many were not run.</param>
public sealed record ReleasedTests(int Passed, int Skipped);

/// <summary>A package in an image.</summary>
/// <param name="Kind">What lists it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Architecture">Debian's architecture; null where there is none.</param>
public sealed record ReleasedPackage(
    [property: JsonConverter(typeof(JsonStringEnumConverter<PackageKind>))] PackageKind Kind,
    string Name,
    string Version,
    string? Architecture = null
);

/// <summary>An image that a release is without.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Why">A few words.</param>
public sealed record UnpublishedImage(string Id, string Why);

[JsonSerializable(typeof(ReleasedFamily))]
internal sealed partial class ReleaseJson : JsonSerializerContext;
