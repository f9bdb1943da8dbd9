using Images.Publishing.Guarding;
using Images.Publishing.Sending;
using Images.Registry.Contents;

namespace Images.Publishing;

/// <summary>What came of publishing.</summary>
/// <param name="Registries">The registries in order.</param>
/// <param name="Omitted">What stays here.</param>
public sealed record PublishResult(IReadOnlyList<RegistryResult> Registries, IReadOnlyList<Omission> Omitted)
{
    /// <summary>Gets whether everything is where it should be.</summary>
    public bool IsComplete => Registries.All(registry => registry.Problem is null);

    /// <summary>Gets whether any registry was changed.</summary>
    public bool IsUnchanged => Registries.All(registry => registry.Images.All(image => image.Tags.All(tag => tag.Action != TagAction.Put)));
}

/// <summary>What came of publishing to one registry.</summary>
/// <param name="Registry">The registry and prefix as the family names it.</param>
/// <param name="Images">The images in order; none where the registry could not be asked.</param>
/// <param name="Sent">What was sent.</param>
/// <param name="Problem">Why it is not complete, one line; null when it is.</param>
public sealed record RegistryResult(string Registry, IReadOnlyList<PublicationResult> Images, SendTally Sent, string? Problem);

/// <summary>What came of one image in one repository.</summary>
/// <param name="Publication">The image.</param>
/// <param name="Image">What it is in the repository; null where it did not get there.</param>
/// <param name="Tags">What became of each tag that was come to.</param>
public sealed record PublicationResult(Publication Publication, Descriptor? Image, IReadOnlyList<TagDecision> Tags);
