namespace Images.Definitions.Scaffolding;

/// <summary>The image that somebody wants to begin with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">What it is built from: an image of the family, one of its variants, or a base that the family can make.</param>
public sealed record ScaffoldWishes(string Name, string From)
{
    /// <summary>Gets the template, or null for the one that installs packages.</summary>
    public string? Template { get; init; }

    /// <summary>Gets the one-line description, or null for one made of the rest.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the Debian packages.</summary>
    public IReadOnlyList<string> Apt { get; init; } = [];

    /// <summary>Gets the Python requirements.</summary>
    public IReadOnlyList<string> Pip { get; init; } = [];

    /// <summary>Gets the R packages.</summary>
    public IReadOnlyList<string> R { get; init; } = [];
}
