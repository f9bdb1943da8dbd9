using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Engines.Inspecting;
using Images.Testing.Inventory;

namespace Images.Testing.Comparing;

/// <summary>How two images differ, as programs read it: what <c>diff --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Before">The older image.</param>
/// <param name="After">The newer image.</param>
/// <param name="SizeChange">Bytes by which the newer is larger; means little where one is on an engine and one in a registry.</param>
/// <param name="SharedLayers">How many layers, from the lowest up, both have.</param>
/// <param name="Configuration">What is declared otherwise.</param>
/// <param name="Packages">The packages.</param>
/// <param name="Files">The files; null where they were not compared.</param>
/// <param name="Notes">What could not be read and why, one line each.</param>
public sealed record ComparisonDocument(
    int SchemaVersion,
    ComparedSide Before,
    ComparedSide After,
    long SizeChange,
    int SharedLayers,
    IReadOnlyList<ConfigurationChange> Configuration,
    PackageComparison Packages,
    FileComparison? Files,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Gets whether nothing differs but what the images are called and when they were made.</summary>
    public bool IsSame =>
        Configuration.Count == 0
        && Packages.IsEmpty
        && (Files is { Added.Count: 0, Removed.Count: 0, Changed.Count: 0 } || Before.Digest == After.Digest);

    /// <summary>Writes the document as indented JSON.</summary>
    /// <returns>The text, LF line ends, the last one included.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, ComparisonJson.Default.ComparisonDocument) + "\n";
}

/// <summary>One of two images.</summary>
/// <param name="Reference">As it was named.</param>
/// <param name="Place"><c>engine</c> or <c>registry</c>.</param>
/// <param name="Digest">The engine's id, or the digest of the registry's manifest.</param>
/// <param name="Platform">What it runs on.</param>
/// <param name="Created">When it was made; null where it does not say.</param>
/// <param name="Size">Bytes: on an engine as they lie there, in a registry as they are sent.</param>
/// <param name="Layers">The layers, the lowest first.</param>
public sealed record ComparedSide(
    string Reference,
    string Place,
    string Digest,
    string Platform,
    DateTimeOffset? Created,
    long Size,
    IReadOnlyList<LayerDescription> Layers
);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(ComparisonDocument))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
