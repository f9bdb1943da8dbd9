using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Images.Building;

namespace Images.Engines.Registries;

/// <summary>
/// Remembers what the images that registries have were built from, by their digests: what has a digest never changes, so that one
/// HEAD of a tag tells the rest. A memory that is lost costs a GET in place of each.
/// </summary>
public sealed class RegistryMemory
{
    private const int Most = 20_000;

    private readonly MemoryFile<Dictionary<string, RememberedImage>> file;
    private readonly ConcurrentDictionary<string, RememberedImage> images;
    private bool isChanged;

    private RegistryMemory(string root)
    {
        file = new(root, "registry.json", RegistryMemoryJson.Default.DictionaryStringRememberedImage);
        images = new(file.Read() ?? [], StringComparer.Ordinal);
    }

    /// <summary>Reads what earlier runs remembered.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>The memory; an empty one where there is none or it cannot be read.</returns>
    public static RegistryMemory Of(string root) => new(root);

    /// <summary>Tells what a tag named when it was last looked at.</summary>
    /// <param name="reference">The tag, with all that decides what is read of it.</param>
    /// <returns>Null where nothing is known.</returns>
    public RememberedImage? Find(string reference) => images.GetValueOrDefault(reference);

    /// <summary>Remembers what a tag names.</summary>
    /// <param name="reference">The tag, with all that decides what is read of it.</param>
    /// <param name="image">The image.</param>
    public void Add(string reference, RememberedImage image)
    {
        if (Find(reference)?.Digest != image.Digest)
        {
            isChanged = true;
            images[reference] = image;
        }
    }

    /// <summary>Writes the memory down if anything is new; where that cannot be, it is lost.</summary>
    public void Save()
    {
        if (isChanged)
        {
            file.Write(images.Take(Most).ToDictionary(image => image.Key, image => image.Value, StringComparer.Ordinal));
        }
    }
}

/// <summary>An image of a registry.</summary>
/// <param name="Digest">The digest of its manifest or index.</param>
/// <param name="Labels">What tells whether it is up to date; see <see cref="Planning.ImageLabels.Brief"/>.</param>
public sealed record RememberedImage(string Digest, IReadOnlyDictionary<string, string> Labels);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, RememberedImage>))]
internal sealed partial class RegistryMemoryJson : JsonSerializerContext;
