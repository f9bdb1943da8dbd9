using Images.Build.CommandLine;
using Images.Building;
using Images.Definitions;
using Images.Definitions.Syntax;
using Images.Rendering;

namespace Images.Build.Hosting;

/// <summary>Finds what an engine may call the images that jobs name. The family is read only when a name is one of its own.</summary>
/// <param name="root">The family's folder.</param>
/// <param name="cancellation">Gives up.</param>
internal sealed class JobImageNames(string root, CancellationToken cancellation)
{
    private readonly Lazy<Family> family = new(() => FamilyLoader.Load(root, cancellation));

    /// <summary>Finds the names of images, the best first.</summary>
    /// <param name="words">As jobs write them: <c>blender</c>, <c>r-ver:4.6</c>, or any reference.</param>
    /// <returns>References; of an image of the family those that a build gives it.</returns>
    /// <exception cref="UsageException">A word names several variants.</exception>
    public IReadOnlyList<string> Of(IEnumerable<string> words) => [.. words.SelectMany(Of)];

    private IEnumerable<string> Of(string word)
    {
        if (
            ImageReference.TryParse(word) is not { Digest: null } reference
            || !File.Exists(Path.Combine(root, "images", reference.Repository, "image.yaml"))
        )
        {
            return [word];
        }

        var variants = family.Value.Variants.Where(variant => variant.Image == reference.Repository).ToList();
        var found =
            variants.Find(variant => variant.Id == word)
            ?? variants.Find(variant => variant.Tags.Any(tag => tag.Name == (reference.Tag ?? "latest")))
            ?? (reference.Tag is null && variants.Count == 1 ? variants[0] : null);
        if (found is null && reference.Tag is null)
        {
            throw new UsageException(
                $"'{word}' has several variants; name one of {string.Join(", ", variants.Select(variant => variant.Id))}"
            );
        }

        return found is null ? [word] : [ImageReferences.Of(family.Value, found), LocalNames.Untested(found)];
    }
}
