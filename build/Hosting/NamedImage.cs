using System.Runtime.InteropServices;
using Images.Build.CommandLine;
using Images.Planning;
using Images.Registry.References;

namespace Images.Build.Hosting;

/// <summary>What a word of the command line names: an image of the family here, or any other by its reference.</summary>
/// <param name="Word">As it was given.</param>
/// <param name="Image">The family's image; null where it is none.</param>
/// <param name="Name">The reference, as it is written.</param>
internal sealed record NamedImage(string Word, PlannedImage? Image, string Name)
{
    /// <summary>Gets what an engine may call it, the best first.</summary>
    public IReadOnlyList<string> LocalNames => Image is null ? [Name] : [Name, Building.LocalNames.Untested(Image.Rendered.Variant)];

    /// <summary>Gets the platform that is meant where there are several.</summary>
    public Platform Platform =>
        (Image is null ? null : Platform.TryParse(Image.Rendered.Variant.Platforms[0]))
        ?? new Platform("linux", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64");

    /// <summary>Finds what a word names.</summary>
    /// <param name="plan">The family; null where there is none here.</param>
    /// <param name="word">The word.</param>
    /// <returns>What it names; nothing is asked.</returns>
    /// <exception cref="UsageException">The word names several variants.</exception>
    public static NamedImage Of(FamilyPlan? plan, string word)
    {
        var image = plan is null ? null : Find(plan, word);
        return new NamedImage(word, image, image is null ? word : plan!.References.Of(image.Rendered.Variant));
    }

    /// <summary>Gets the reference.</summary>
    /// <returns>Its parts.</returns>
    /// <exception cref="UsageException">It is none.</exception>
    public RegistryReference ToReference() =>
        RegistryReference.TryParse(Name)
        ?? throw new UsageException($"'{Word}' is neither an image of the family nor a reference; write NAME:TAG");

    private static PlannedImage? Find(FamilyPlan plan, string word)
    {
        var variants = plan.Graph.Images.Where(image => image.Rendered.Variant.Image == word).ToList();
        return plan.Graph.Find(word)
            ?? (
                variants.Count < 2
                    ? variants.FirstOrDefault()
                    : throw new UsageException(
                        $"'{word}' has several variants; name one of {string.Join(", ", variants.Select(image => image.Id))}"
                    )
            );
    }
}
