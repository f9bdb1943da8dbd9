using Images.Definitions;
using Images.Registry.References;

namespace Images.Releasing.Listing;

/// <summary>What a registry has of a family.</summary>
/// <param name="Published">What is there, in ordinal order of ids.</param>
/// <param name="Missing">What should be there and is not.</param>
/// <param name="NotPublished">What does not go there, and why.</param>
public sealed record PublishedListing(
    IReadOnlyList<PublishedVariant> Published,
    IReadOnlyList<MissingImage> Missing,
    IReadOnlyList<UnpublishedImage> NotPublished
);

/// <summary>A variant that a registry has.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Reference">Where, with the tag.</param>
/// <param name="Image">What it is there.</param>
/// <param name="Created">When it was made; null where it does not say.</param>
/// <param name="Configuration">The digest of the first platform's configuration, which many engines take for the image's id.</param>
public sealed record PublishedVariant(
    Variant Variant,
    RegistryReference Reference,
    ReleasedImage Image,
    DateTimeOffset? Created,
    string Configuration
);

/// <summary>A variant that is not published.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reference">Where it should be.</param>
public sealed record MissingImage(string Id, string Reference);
