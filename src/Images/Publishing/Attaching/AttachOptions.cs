using Images.Building;
using Images.Publishing.Attaching.Keys;
using Images.Registry.References;
using Images.Testing.Inventory;

namespace Images.Publishing.Attaching;

/// <summary>What is attached to published images, and who signs them.</summary>
public sealed record AttachOptions
{
    /// <summary>Gets what tells the packages of an image, given the repository that has it by now; null: no bill of materials is attached.</summary>
    public Func<BuiltImage, RegistryReference, CancellationToken, Task<TakenInventory>>? Inventory { get; init; }

    /// <summary>Gets who builds, a URI; null: no provenance is attached.</summary>
    public string? Builder { get; init; }

    /// <summary>Gets what pins the reference of an external base to a digest, given the platforms; null where it does not.</summary>
    public Func<string, IReadOnlyList<string>, string?> Pin { get; init; } = (_, _) => null;

    /// <summary>Gets the key that signs; null: nothing is signed.</summary>
    public SigningKey? Key { get; init; }
}

/// <summary>The inventory of an image, or of one platform of it.</summary>
/// <param name="Packages">The inventory.</param>
/// <param name="Platform">The platform that was read.</param>
public sealed record TakenInventory(ImageInventory Packages, Platform Platform);
