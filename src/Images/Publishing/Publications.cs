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

                all.Add(new Publication(image, registry, RepositoryOf(variant, registry), variant.Tags));
            }
        }

        return new Publications(all, omitted);
    }

    /// <summary>Names every tag that images would have.</summary>
    /// <param name="variants">The images.</param>
    /// <param name="registries">The registries.</param>
    /// <returns>The tags in full.</returns>
    /// <exception cref="FormatException">A registry with an image's name behind it is no repository.</exception>
    public static IEnumerable<RegistryReference> TagsOf(IReadOnlyList<Variant> variants, IReadOnlyList<string> registries) =>
        from registry in registries
        from variant in variants
        where variant.Push is not [] && WhyNot(variant, registry) is null
        let repository = RepositoryOf(variant, registry)
        from tag in variant.Tags
        select repository.WithTag(tag.Name);

    private static RegistryReference RepositoryOf(Variant variant, string registry) =>
        RegistryReference.Parse($"{registry.TrimEnd('/')}/{variant.Image}") with
        {
            Tag = null,
        };

    /// <summary>Says why an image does not go to a registry.</summary>
    /// <param name="variant">The image.</param>
    /// <param name="registry">The registry and prefix as the family names it.</param>
    /// <returns>A few words; null when it does.</returns>
    internal static string? WhyNot(Variant variant, string registry) =>
        variant.Push is [] ? "its definition says 'push: never'"
        : variant.Push is { } own && !own.Contains(registry, StringComparer.Ordinal)
            ? $"its definition says 'push: {string.Join(", ", own)}'"
        : variant.Tags.Count == 0 ? "it has no tag of its own"
        : null;
}
