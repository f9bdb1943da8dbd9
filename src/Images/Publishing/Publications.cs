using Images.Building;
using Images.Definitions;
using Images.Registry.References;

namespace Images.Publishing;

/// <summary>What goes where, by the definitions alone.</summary>
/// <param name="All">Every image in every registry that it goes to, in the order of the registries.</param>
/// <param name="Omitted">What stays here.</param>
public sealed record Publications(IReadOnlyList<Publication> All, IReadOnlyList<Omission> Omitted)
{
    /// <summary>Finds out what goes where.</summary>
    /// <param name="images">The images.</param>
    /// <param name="registries">The registries, the primary one first.</param>
    /// <returns>What goes where.</returns>
    /// <exception cref="FormatException">A registry with an image's name behind it is no repository.</exception>
    public static Publications Of(IReadOnlyList<BuiltImage> images, IReadOnlyList<string> registries)
    {
        var all = new List<Publication>();
        var omitted = new List<Omission>();
        foreach (var image in images.Where(image => image.Planned.Rendered.Variant.Push is []))
        {
            omitted.Add(new Omission(image.Planned.Id, null, "its definition says 'push: never'"));
        }

        foreach (var registry in registries)
        {
            foreach (var image in images.Where(image => image.Planned.Rendered.Variant.Push is not []))
            {
                var variant = image.Planned.Rendered.Variant;
                if (WhyNot(variant, registry) is { } why)
                {
                    omitted.Add(new Omission(variant.Id, registry, why));
                    continue;
                }

                var name = $"{registry.TrimEnd('/')}/{variant.Image}";
                var repository = RegistryReference.Parse(name) with { Tag = null };
                all.Add(new Publication(image, registry, repository, variant.Tags));
            }
        }

        return new Publications(all, omitted);
    }

    private static string? WhyNot(Variant variant, string registry) =>
        variant.Push is { } own && !own.Contains(registry, StringComparer.Ordinal) ? $"its definition says 'push: {string.Join(", ", own)}'"
        : variant.Tags.Count == 0 ? "it has no tag of its own"
        : null;
}
