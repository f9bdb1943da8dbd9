namespace Images.Definitions;

/// <summary>One image: one folder below <c>images/</c>, whose name is the image's name.</summary>
public sealed record ImageDefinition
{
    /// <summary>Gets the folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the absolute path of the folder, which is also the build context.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets where the definition starts.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Gets the variants in the order of the matrix; one when there is no matrix.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }
}
