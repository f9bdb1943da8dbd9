using Images.Definitions;
using Images.Planning.Locking;
using Images.Rendering;

namespace Images.Building.Revisions;

/// <summary>The images of a committed family. Those whose Dockerfiles were not committed are rendered, with the program as it is now.</summary>
/// <param name="committed">The family's files.</param>
/// <param name="cancellationToken">Stops the reading.</param>
internal sealed class CommittedImages(CommittedFamily committed, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, Variant> variants = new(StringComparer.Ordinal);
    private Family? family;
    private BaseLock? locked;
    private Dictionary<string, RenderedImage>? rendered;

    /// <summary>Gets the definitions; they are read on first use.</summary>
    /// <exception cref="DefinitionException">They cannot be read by this program.</exception>
    public Family Family => family ??= Load();

    /// <summary>Gets what the bases were settled to; it is read on first use.</summary>
    /// <exception cref="DefinitionException">It cannot be read by this program.</exception>
    public BaseLock Lock => locked ??= LockFile.Load(committed.Root);

    /// <summary>Finds an image as it was.</summary>
    /// <param name="image">The image as it is.</param>
    /// <returns>With its Dockerfile; null where there was no such variant.</returns>
    /// <exception cref="DefinitionException">Definitions or templates cannot be used by this program.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public RenderedImage? Find(RenderedImage image)
    {
        _ = Family;
        if (!variants.TryGetValue(image.Variant.Id, out var variant))
        {
            return null;
        }

        var path = $"images/{variant.Image}/{variant.FolderName}/Dockerfile";
        return committed.Paths.Contains(path)
            ? new RenderedImage(variant, File.ReadAllText(Path.Combine(committed.Root, path)), path, string.Empty, [])
            : (rendered ??= Render())[variant.Id];
    }

    private Family Load()
    {
        var loaded = FamilyLoader.Load(committed.Root, cancellationToken);
        foreach (var variant in loaded.Variants)
        {
            variants.Add(variant.Id, variant);
        }

        return loaded;
    }

    private Dictionary<string, RenderedImage> Render() =>
        Renderer.Render(Family, cancellationToken).ToDictionary(image => image.Variant.Id, StringComparer.Ordinal);
}
