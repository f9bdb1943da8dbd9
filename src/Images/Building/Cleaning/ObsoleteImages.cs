using Images.Definitions;

namespace Images.Building.Cleaning;

/// <summary>
/// Tells which images a family has no use for any more. Never one that a container was made of, that has a name which is not the
/// family's, or that may be another family's.
/// </summary>
/// <param name="Removed">The images that can go, and why.</param>
/// <param name="Doubtful">
/// The images of variants that the family does not have, but whose names are without a registry: they may be another family's.
/// </param>
public sealed record ObsoleteImages(IReadOnlyList<ObsoleteImage> Removed, IReadOnlyList<EngineImage> Doubtful)
{
    private const string Hub = "docker.io/";

    /// <summary>Decides.</summary>
    /// <param name="images">The images that the engine has and that this program built.</param>
    /// <param name="family">The family.</param>
    /// <returns>In the order of <paramref name="images"/>.</returns>
    public static ObsoleteImages Of(IReadOnlyList<EngineImage> images, Family family)
    {
        var variants = family.Variants.Select(variant => variant.Id).ToHashSet(StringComparer.Ordinal);
        var newest = images
            .Where(image => image.Names.Any(name => IsPublic(name, image.Image, family)))
            .GroupBy(image => image.Variant, StringComparer.Ordinal)
            .ToDictionary(image => image.Key, image => image.Max(one => one.Created), StringComparer.Ordinal);
        var removed = new List<ObsoleteImage>();
        var doubtful = new List<EngineImage>();
        foreach (var image in images.Where(image => !image.IsUsed))
        {
            if (variants.Contains(image.Variant))
            {
                if (image.Names.Count == 0 && newest.TryGetValue(image.Variant, out var created) && image.Created < created)
                {
                    removed.Add(new ObsoleteImage(image, "a newer one has its names"));
                }
            }
            else if (image.Names.Count > 0 && image.Names.All(name => IsLocal(name, image.Image) || IsPublic(name, image.Image, family)))
            {
                if (family.Registries.Count > 0 && image.Names.Any(name => IsPublic(name, image.Image, family)))
                {
                    removed.Add(new ObsoleteImage(image, "there is no such variant any more"));
                }
                else
                {
                    doubtful.Add(image);
                }
            }
        }

        return new ObsoleteImages(removed, doubtful);
    }

    private static bool IsLocal(string name, string image) => name.StartsWith($"{LocalNames.Prefix}{image}:", StringComparison.Ordinal);

    private static bool IsPublic(string name, string image, Family family) =>
        family
            .Registries.Select(registry => $"{registry.TrimEnd('/')}/{image}")
            .DefaultIfEmpty(image)
            .Any(repository => IsIn(Familiar(name), Familiar(repository)));

    private static bool IsIn(string name, string repository) =>
        name.Length > repository.Length && name.StartsWith(repository, StringComparison.Ordinal) && name[repository.Length] is (':' or '@');

    // Engines leave Docker Hub's own name out.
    private static string Familiar(string name) => name.StartsWith(Hub, StringComparison.Ordinal) ? name[Hub.Length..] : name;
}

/// <summary>An image that can go.</summary>
/// <param name="Image">Which.</param>
/// <param name="Reason">Why, a few words.</param>
public sealed record ObsoleteImage(EngineImage Image, string Reason);
