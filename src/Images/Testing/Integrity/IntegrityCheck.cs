using Images.Building;
using Images.Definitions;
using Images.Definitions.Syntax;

namespace Images.Testing.Integrity;

/// <summary>Compares the images that an engine has with those that were written down.</summary>
/// <param name="family">The family.</param>
/// <param name="store">The engine's images.</param>
public sealed class IntegrityCheck(Family family, IImageStore store)
{
    /// <summary>Finds the images of the family that the engine has under the names that tested images get.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each name once, in the family's order.</returns>
    public async Task<IReadOnlyList<ImageIdentity>> BuiltAsync(CancellationToken cancellationToken)
    {
        var there = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in await store.ListBuiltAsync(cancellationToken))
        {
            foreach (var name in image.Names)
            {
                there[ImageReference.Familiar(name)] = image.Id;
            }
        }

        var names = family.Variants.SelectMany(variant => TestedTags.ReferencesOf(family, variant)).Distinct(StringComparer.Ordinal);
        return
        [
            .. names
                .Where(name => there.ContainsKey(ImageReference.Familiar(name)))
                .Select(name => ImageReference.TryParse(name)!)
                .Select(name => new ImageIdentity(name.Repository, name.Tag!, there[ImageReference.Familiar(name.ToString())])),
        ];
    }

    /// <summary>Compares.</summary>
    /// <param name="listed">What was written down.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One line for each name that is not as it was written down; none: all is well.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<ImageIdentity> listed, CancellationToken cancellationToken)
    {
        var built = (await BuiltAsync(cancellationToken)).ToDictionary(image => image.Reference, StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var image in listed)
        {
            var id = built.GetValueOrDefault(image.Reference)?.Id ?? (await store.FindAsync(image.Reference, cancellationToken))?.Id;
            if (id != image.Id)
            {
                problems.Add(
                    $"{image.Location}: {image.Reference} is {(id is null ? "not on the engine" : $"{id} on the engine, not {image.Id}")}"
                );
            }
        }

        var known = listed.Select(image => image.Reference).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(
            built
                .Values.Where(image => !known.Contains(image.Reference))
                .Select(image => $"{image.Reference} is built but not listed, as {image.Id}")
        );
        return problems;
    }
}
