using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Engines.Inspecting;

namespace Images.Building.Inspecting;

/// <summary>What is known of a reference, as programs read it: what <c>inspect --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Reference">The reference.</param>
/// <param name="Engine">The engine's image; null where it has none.</param>
/// <param name="Registry">The registry's; null where it has none.</param>
/// <param name="Problems">Why the engine or the registry could not be asked, one line each.</param>
public sealed record InspectionDocument(
    int SchemaVersion,
    string Reference,
    InspectedImage? Engine,
    InspectedImage? Registry,
    IReadOnlyList<string> Problems
)
{
    /// <summary>Writes the document as indented JSON.</summary>
    /// <returns>The text, LF line ends, the last one included.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, InspectionJson.Default.InspectionDocument) + "\n";
}

/// <summary>An image at one place.</summary>
/// <param name="Digest">The engine's id, or the digest of the registry's index or only manifest.</param>
/// <param name="Platforms">What the place has it for.</param>
/// <param name="Image">The image for one platform.</param>
/// <param name="Standing">How it stands to the family here; null where it is none of a family's.</param>
public sealed record InspectedImage(string Digest, IReadOnlyList<string> Platforms, ImageDescription Image, ImageStanding? Standing);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(InspectionDocument))]
internal sealed partial class InspectionJson : JsonSerializerContext;
