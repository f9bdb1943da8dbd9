using System.Text.Json.Nodes;
using Images.Engines.Inspecting;
using Images.Testing.Inventory;

namespace Images.Testing.Comparing;

/// <summary>An image that is compared with another.</summary>
/// <param name="Reference">As people know it.</param>
/// <param name="Place"><c>engine</c> or <c>registry</c>.</param>
/// <param name="Image">What it is.</param>
/// <param name="Configuration">What it declares; null where it declares nothing.</param>
/// <param name="OpenAsync">Opens its files.</param>
public sealed record ComparedImage(
    string Reference,
    string Place,
    ImageDescription Image,
    JsonNode? Configuration,
    Func<CancellationToken, Task<IImageTree>> OpenAsync
)
{
    /// <summary>The place of an engine's image.</summary>
    public const string Engine = "engine";

    /// <summary>The place of a published image.</summary>
    public const string Registry = "registry";
}
