using Images.Releasing.Listing;

namespace Images.Releasing;

/// <summary>What is released, and what the run that published knows of it.</summary>
/// <param name="Tag">The release's tag.</param>
/// <param name="Previous">The tag of the release to compare with; null for the first.</param>
public sealed record ReleaseWishes(string Tag, string? Previous)
{
    /// <summary>Gets what tells how the tests of an image ended; null where that is not known.</summary>
    public Func<PublishedVariant, ReleasedTests?> TestsOf { get; init; } = _ => null;

    /// <summary>Gets what tells the digest that a variant's tag named before it was published this time; null where it was the same, or none.</summary>
    public Func<string, string?> DigestBefore { get; init; } = _ => null;

    /// <summary>Gets what tells whether a variant was published for the first time.</summary>
    public Func<string, bool> IsNew { get; init; } = _ => false;

    /// <summary>Gets the page of the run that published; null where there is none.</summary>
    public byte[]? Report { get; init; }
}
