namespace Images.Definitions;

/// <summary>A family of images: <c>images/family.yaml</c> and every <c>images/NAME/image.yaml</c>.</summary>
public sealed record Family
{
    /// <summary>Gets the absolute path of the folder that holds <c>images/</c> and <c>templates/</c>.</summary>
    public required string Root { get; init; }

    /// <summary>Gets where images are published, such as <c>docker.io/acme</c>; the first is the primary one. May be empty.</summary>
    public required IReadOnlyList<string> Registries { get; init; }

    /// <summary>Gets the address of the family's source repository, or null.</summary>
    public required string? Source { get; init; }

    /// <summary>Gets how external bases are made where no registry can be reached, by reference.</summary>
    public required IReadOnlyDictionary<string, BootstrapRecipe> Bases { get; init; }

    /// <summary>Gets the images in ordinal order of their names.</summary>
    public required IReadOnlyList<ImageDefinition> Images { get; init; }

    /// <summary>Gets every variant of every image, parents not necessarily first.</summary>
    public IEnumerable<Variant> Variants => Images.SelectMany(image => image.Variants);
}
