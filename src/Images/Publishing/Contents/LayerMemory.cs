using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.Publishing.Contents;

/// <summary>
/// Remembers which blob each layer becomes and which repositories have it, so that a layer that a registry knows is neither read nor
/// compressed nor sent. A memory that is lost costs time and nothing else: a registry is asked before it is believed.
/// </summary>
public sealed class LayerMemory
{
    private const int Most = 20_000;

    private readonly string path;
    private readonly string compressor;
    private readonly ConcurrentDictionary<string, RememberedLayer> layers;
    private readonly ConcurrentDictionary<string, string> names;
    private bool isChanged;

    private LayerMemory(string path, string compressor, LayerDocument read)
    {
        (this.path, this.compressor) = (path, compressor);
        layers = new(read.Layers, StringComparer.Ordinal);
        names = new(read.Names, StringComparer.Ordinal);
    }

    /// <summary>Reads what earlier runs remembered.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="compressor">What compresses layers; blobs of another one are forgotten.</param>
    /// <returns>The memory; an empty one where there is none or it cannot be read.</returns>
    public static LayerMemory Load(string root, string compressor)
    {
        var path = Path.Combine(root, "artifacts", "layers.json");
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), LayerJson.Default.LayerDocument);
            if (read?.Compressor == compressor)
            {
                return new LayerMemory(path, compressor, read);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // As if there were none.
        }

        return new LayerMemory(path, compressor, new LayerDocument(compressor, [], []));
    }

    /// <summary>Tells the blob of a layer.</summary>
    /// <param name="diffId">The digest of the layer's tar.</param>
    /// <returns>Null where it is not known.</returns>
    public RememberedLayer? Find(string diffId) => layers.GetValueOrDefault(diffId);

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
        if (!isChanged)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var document = new LayerDocument(compressor, Kept(layers), Kept(names));
            File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(document, LayerJson.Default.LayerDocument));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing depends on it.
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
internal sealed record LayerDocument(string Compressor, Dictionary<string, RememberedLayer> Layers, Dictionary<string, string> Names);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LayerDocument))]
internal sealed partial class LayerJson : JsonSerializerContext;
