using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.Testing.Inventory;

/// <summary>The packages that an image holds, read from the image itself.</summary>
/// <param name="Image">The engine's id, or the digest of the registry's manifest.</param>
/// <param name="Distribution">What the image is made of; null when it does not say.</param>
/// <param name="Packages">By kind, then in ordinal order of name, version and architecture.</param>
/// <param name="Notes">What could not be read and why, one line each.</param>
public sealed record ImageInventory(
    string Image,
    Distribution? Distribution,
    IReadOnlyList<InstalledPackage> Packages,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The version of the written form; raised when what is found of an image changes, so that older ones are read again.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Gets <see cref="SchemaVersion"/> as it was when this was written.</summary>
    public int Schema { get; init; } = SchemaVersion;

    /// <summary>Writes the inventory.</summary>
    /// <returns>JSON in UTF-8.</returns>
    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, InventoryJson.Default.ImageInventory);

    /// <summary>Reads an inventory.</summary>
    /// <param name="bytes">JSON in UTF-8.</param>
    /// <returns>Null when it is of another version.</returns>
    /// <exception cref="JsonException">It is none.</exception>
    internal static ImageInventory? Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, InventoryJson.Default.ImageInventory) is { Schema: SchemaVersion } read ? read : null;
}

/// <summary>A distribution, as os-release(5) names it.</summary>
/// <param name="Id">Such as <c>debian</c>.</param>
/// <param name="Version">Such as <c>12</c>; empty when it does not say.</param>
public sealed record Distribution(string Id, string Version);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ImageInventory))]
internal sealed partial class InventoryJson : JsonSerializerContext;
