using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.Testing.Inventory;

/// <summary>What packages an image holds, as programs read it: what <c>inspect --packages --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Reference">The image as it was named.</param>
/// <param name="Place"><c>engine</c> or <c>registry</c>.</param>
/// <param name="Inventory">What it holds.</param>
public sealed record InventoryDocument(int SchemaVersion, string Reference, string Place, ImageInventory Inventory)
{
    /// <summary>Writes the document as indented JSON.</summary>
    /// <returns>The text, LF line ends, the last one included.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, InventoryDocumentJson.Default.InventoryDocument) + "\n";
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(InventoryDocument))]
internal sealed partial class InventoryDocumentJson : JsonSerializerContext;
