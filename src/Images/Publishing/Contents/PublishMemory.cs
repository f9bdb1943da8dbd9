using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Images.Building;

namespace Images.Publishing.Contents;

/// <summary>
/// Remembers which blob each layer becomes and which repositories have it, so that a layer that a registry knows is neither read nor
/// compressed nor sent; and which digest each image has in registries, so that one HEAD tells that a tag names it. A memory that is
/// lost costs time and nothing else: a registry is asked before it is believed.
/// </summary>
public sealed class PublishMemory
{
    private const int Most = 20_000;

    private readonly MemoryFile<PublishDocument> file;
    private readonly string compressor;
    private readonly ConcurrentDictionary<string, RememberedLayer> layers;
    private readonly ConcurrentDictionary<string, string> names;
    private readonly ConcurrentDictionary<string, string> images;
    private bool isChanged;

    private PublishMemory(MemoryFile<PublishDocument> file, string compressor, PublishDocument read)
    {
        (this.file, this.compressor) = (file, compressor);
        layers = new(read.Layers, StringComparer.Ordinal);
        names = new(read.Names, StringComparer.Ordinal);
        images = new(read.Images, StringComparer.Ordinal);
    }

    /// <summary>Reads what earlier runs remembered.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="compressor">What compresses layers; blobs of another one are forgotten.</param>
    /// <returns>The memory; an empty one where there is none or it cannot be read.</returns>
    public static PublishMemory Load(string root, string compressor)
    {
        var file = new MemoryFile<PublishDocument>(root, "published.json", PublishJson.Default.PublishDocument);
        var read = file.Read();
        return new PublishMemory(file, compressor, read?.Compressor == compressor ? read : new(compressor, [], [], []));
    }

    /// <summary>Tells the blob of a layer.</summary>
    /// <param name="diffId">The digest of the layer's tar.</param>
    /// <returns>Null where it is not known.</returns>
    public RememberedLayer? Find(string diffId) => layers.GetValueOrDefault(diffId);

    /// <summary>Says whether an image has a digest in registries.</summary>
    /// <param name="imageId">The engine's id.</param>
    /// <param name="digest">The digest of its manifest or index.</param>
    /// <returns>False where that is not known.</returns>
    public bool IsImage(string? imageId, string digest) => imageId is not null && images.GetValueOrDefault(digest) == imageId;

    /// <summary>Remembers the digest that an image has in registries.</summary>
    /// <param name="imageId">The engine's id; null for none.</param>
    /// <param name="digest">The digest of its manifest or index.</param>
    public void AddImage(string? imageId, string digest)
    {
        if (imageId is not null && !IsImage(imageId, digest))
        {
            isChanged = true;
            images[digest] = imageId;
        }
    }

    /// <summary>Tells the layer that an engine's archive has under a name which is not its digest.</summary>
    /// <param name="name">The name in the archive.</param>
    /// <returns>The diff id; null where it is not known.</returns>
    public string? DiffIdOf(string name) => names.GetValueOrDefault(name);

    /// <summary>Remembers a name of an engine's archive.</summary>
    /// <param name="name">The name.</param>
    /// <param name="diffId">The layer under it.</param>
    public void AddName(string name, string diffId)
    {
        isChanged = true;
        names[name] = diffId;
    }

    /// <summary>Remembers the blob of a layer.</summary>
    /// <param name="diffId">The digest of the layer's tar.</param>
    /// <param name="digest">The blob's digest.</param>
    /// <param name="size">The blob's bytes.</param>
    public void Add(string diffId, string digest, long size)
    {
        if (layers.GetValueOrDefault(diffId)?.Digest != digest)
        {
            isChanged = true;
            layers[diffId] = new RememberedLayer(digest, size, []);
        }
    }

    /// <summary>Remembers what a registry says of a layer; a blob of this program's own making stays what it is.</summary>
    /// <param name="diffId">The digest of the layer's tar.</param>
    /// <param name="digest">The blob's digest.</param>
    /// <param name="size">The blob's bytes.</param>
    /// <param name="repository">The repository with its registry.</param>
    public void Learn(string diffId, string digest, long size, string repository)
    {
        if (Find(diffId) is not { } known)
        {
            Add(diffId, digest, size);
        }
        else if (known.Digest != digest)
        {
            return;
        }

        AddPlace(diffId, repository);
    }

    /// <summary>Remembers that a repository has the blob of a layer.</summary>
    /// <param name="diffId">The digest of the layer's tar.</param>
    /// <param name="repository">The repository with its registry.</param>
    public void AddPlace(string diffId, string repository)
    {
        if (layers.TryGetValue(diffId, out var layer) && !layer.Repositories.Contains(repository, StringComparer.Ordinal))
        {
            isChanged = true;
            layers[diffId] = layer with { Repositories = [.. layer.Repositories, repository] };
        }
    }

    /// <summary>Forgets a layer that a registry does not have after all.</summary>
    /// <param name="diffId">The digest of the layer's tar.</param>
    public void Forget(string diffId) => isChanged |= layers.TryRemove(diffId, out _);

    /// <summary>Writes the memory down if anything is new; where that cannot be, it is lost.</summary>
    public void Save()
    {
        if (isChanged)
        {
            file.Write(new PublishDocument(compressor, Kept(layers), Kept(names), Kept(images)));
        }
    }

    private static Dictionary<string, T> Kept<T>(ConcurrentDictionary<string, T> all) =>
        all.Take(Most).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}

/// <summary>The blob of a layer.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Repositories">The repositories that had it, with their registries.</param>
public sealed record RememberedLayer(string Digest, long Size, IReadOnlyList<string> Repositories);

/// <summary>The memory as it is written down.</summary>
/// <param name="Compressor">What compressed the layers.</param>
/// <param name="Layers">The blobs by diff id.</param>
/// <param name="Names">The diff ids by the names that engines' archives have for layers.</param>
/// <param name="Images">The engine's ids of images by their digests in registries.</param>
internal sealed record PublishDocument(
    string Compressor,
    Dictionary<string, RememberedLayer> Layers,
    Dictionary<string, string> Names,
    Dictionary<string, string> Images
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublishDocument))]
internal sealed partial class PublishJson : JsonSerializerContext;
