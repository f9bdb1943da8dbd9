namespace Images.Rendering.Importing;

/// <summary>Tells which of the imported images a name in a Dockerfile means.</summary>
/// <param name="images">The images.</param>
internal sealed class ImportReferences(IReadOnlyList<ImportedImage> images)
{
    private const string TargetPrefix = "target:";
    private const string ImagePrefix = "docker-image://";

    /// <summary>Finds what a name stands for.</summary>
    /// <param name="name">What stands behind FROM or in --from, variables replaced.</param>
    /// <param name="user">The target whose Dockerfile says it.</param>
    /// <returns>An image of ours with the variant, or the reference of an external one with its tag.</returns>
    /// <exception cref="ImportException">It is a folder or an address, or unknown.</exception>
    public (ImportedImage? Image, ImportedTarget? Target, string Reference) Find(string name, ImportedTarget user)
    {
        if (name.Contains('$', StringComparison.Ordinal))
        {
            throw new ImportException(user.Place, $"FROM {name}: the variable has no value there; give its ARG a default");
        }

        var isMapped = user.Contexts.TryGetValue(name, out var mapped);
        var meaning = mapped ?? name;
        if (meaning.StartsWith(TargetPrefix, StringComparison.Ordinal))
        {
            return Ours(target => target.Name == meaning[TargetPrefix.Length..])
                ?? throw new ImportException(user.Place, $"'{meaning}' stands for '{name}', but that target is not imported");
        }

        if (meaning.StartsWith(ImagePrefix, StringComparison.Ordinal))
        {
            meaning = meaning[ImagePrefix.Length..];
        }
        else if (isMapped)
        {
            throw new ImportException(
                user.Place,
                $"'{name}' stands for '{meaning}', and only other targets and docker-image:// can be carried over; put its files into the context"
            );
        }

        var full = Full(meaning);
        return Ours(target => target != user && target.Tags.Any(tag => Full(tag) == full))
            ?? ByName(meaning, user)
            ?? (null, null, Tagged(meaning));
    }

    private (ImportedImage?, ImportedTarget?, string)? Ours(Func<ImportedTarget, bool> matches)
    {
        foreach (var image in images)
        {
            if (image.Targets.FirstOrDefault(matches) is { } target)
            {
                return (image, target, image.VariantOf(target));
            }
        }

        return null;
    }

    // A hand-written Dockerfile names no tags of its own: acme/base is the image 'base', whoever's namespace that is.
    private (ImportedImage?, ImportedTarget?, string)? ByName(string reference, ImportedTarget user)
    {
        var (registry, name, tag) = ImportNames.Split(reference);
        if (registry.Length == 0)
        {
            return null;
        }

        var image = images.FirstOrDefault(image =>
            image.Name == name && !image.Targets.Contains(user) && image.Targets.All(one => one.Tags.Count == 0)
        );
        var target = image?.Targets is [var only] ? only : image?.Targets.FirstOrDefault(one => one.Cell.Any(axis => axis.Value == tag));
        return target is null ? null : (image, target, image!.VariantOf(target));
    }

    private static string Full(string reference)
    {
        var tagged = Tagged(reference);
        return tagged.StartsWith("docker.io/", StringComparison.Ordinal) ? tagged["docker.io/".Length..] : tagged;
    }

    private static string Tagged(string reference) =>
        reference == "scratch"
        || reference.Contains('@', StringComparison.Ordinal)
        || reference.LastIndexOf(':') > reference.LastIndexOf('/')
            ? reference
            : $"{reference}:latest";
}
