using Images.Publishing.Guarding;
using Images.Registry.Contents;
using Images.Registry.Errors;

namespace Images.Publishing;

/// <summary>What publishing would do, as the registries were when they were asked.</summary>
/// <param name="Registries">The registries in order.</param>
/// <param name="Omitted">What stays here.</param>
public sealed record PublishPlan(IReadOnlyList<RegistryPlan> Registries, IReadOnlyList<Omission> Omitted)
{
    /// <summary>Gets the lines of the tags that may not be moved; while there is one, nothing is published.</summary>
    public IEnumerable<string> Refusals =>
        Registries
            .SelectMany(registry => registry.Images)
            .SelectMany(image =>
                image
                    .Tags.Where(tag => tag.Action == TagAction.Refused)
                    .Select(tag => $"{image.Publication.Reference(tag.Tag)} {tag.Reason}")
            );
}

/// <summary>What publishing would do in one registry.</summary>
/// <param name="Registry">The registry and prefix as the family names it.</param>
/// <param name="Images">The images in order; none where the registry cannot be asked.</param>
/// <param name="Problem">Why it cannot be asked; null when it can.</param>
public sealed record RegistryPlan(string Registry, IReadOnlyList<PlannedPublication> Images, RegistryException? Problem);

/// <summary>What publishing would do with one image in one repository.</summary>
/// <param name="Publication">The image.</param>
/// <param name="Tags">A decision for each tag.</param>
public sealed record PlannedPublication(Publication Publication, IReadOnlyList<TagDecision> Tags)
{
    /// <summary>Gets what the image is in the repository; null where no tag names it yet.</summary>
    public Descriptor? Present => Tags.FirstOrDefault(tag => tag.Action == TagAction.Unchanged)?.Current;
}
