using Images.Building;
using Images.Engines.Inspecting;
using Images.Testing.Inventory;

namespace Images.Reporting;

/// <summary>What is known of an image of a run besides its verdicts.</summary>
public sealed record ImageDetails
{
    /// <summary>Gets when it was built; null when it was not.</summary>
    public TimedBuild? Timing { get; init; }

    /// <summary>Gets what its layers take, the lowest first; empty when that is not known.</summary>
    public IReadOnlyList<LayerSize> Layers { get; init; } = [];

    /// <summary>Gets its packages; null when they are not known.</summary>
    public ImageInventory? Inventory { get; init; }

    /// <summary>Gets the packages of the image that the last run had; null when they are not known.</summary>
    public ImageInventory? InventoryBefore { get; init; }

    /// <summary>Gets where its bill of materials is, relative to the family's folder; null when none was written.</summary>
    public string? Sbom { get; init; }
}
